// Makes and tries key pairs in the admin. What is secret stays in this browser: it stands in no field that is sent.
(() => {
  "use strict";

  for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

  // A new pair

  const newKey = document.querySelector("[data-new-key]");
  if (newKey) {
    const publicKey = newKey.elements.public_key;
    const made = newKey.querySelector("[data-made]");
    const save = newKey.querySelector("[data-save-secret]");
    const kept = newKey.querySelector("[data-kept]");
    const warning = newKey.querySelector("[data-not-kept]");
    let madePublicKey = "";
    let secret = "";

    const line = (text) => text.replace(/\s+/g, " ").trim();

    /** Returns the file as `age-keygen` writes it, and what the key is for, which its holder will have forgotten. */
    function keyFile() {
      const { covers, name } = newKey.elements;
      const comments = [
        `created: ${new Date().toISOString()}`,
        `petition: ${newKey.dataset.petition}`,
        `held by: ${name.value}`,
        `opens: ${covers.selectedOptions?.[0]?.text ?? covers.value}`,
        `public key: ${madePublicKey}`,
      ];
      return `${comments.map((text) => `# ${line(text)}`).join("\n")}\n${secret}\n`;
    }

    newKey.querySelector("[data-make-pair]").addEventListener("click", async () => {
      secret = await age.generateX25519Identity();
      madePublicKey = await age.identityToRecipient(secret);
      publicKey.value = madePublicKey;
      made.hidden = false;
      kept.checked = false;
      kept.disabled = true;
      save.removeAttribute("href");
      save.href = "#";
      save.focus();
    });

    save.addEventListener("click", () => {
      // Made now, with what the form says of its holder by now.
      const address = URL.createObjectURL(new Blob([keyFile()], { type: "text/plain" }));
      save.href = address;
      save.download = `${newKey.dataset.slug}-key-${madePublicKey.slice(-6)}.txt`;
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      kept.disabled = false;
    });

    newKey.addEventListener("submit", (event) => {
      const isOurs = madePublicKey !== "" && publicKey.value.trim() === madePublicKey;
      if (!isOurs || kept.checked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      warning.hidden = false;
      (kept.disabled ? save : kept).focus();
    });
  }

  // A pair that is to be tried

  const proving = document.querySelector("[data-prove-key]");
  if (proving) {
    const file = document.getElementById("key-file");
    const answer = document.getElementById("key-file-answer");
    file.addEventListener("change", async () => {
      answer.textContent = "";
      const text = file.files.length ? await file.files[0].text() : "";
      try {
        const decrypter = new age.Decrypter();
        for (const one of text.split(/\s+/).filter((word) => word.startsWith("AGE-SECRET-KEY-1"))) decrypter.addIdentity(one);
        const sealed = age.armor.decode(document.getElementById("sealed-code").textContent.trim());
        proving.elements.code.value = JSON.parse(await decrypter.decrypt(sealed, "text")).code;
        answer.textContent = answer.dataset.found;
      } catch {
        answer.textContent = answer.dataset.other;
      }
    });
  }
})();
