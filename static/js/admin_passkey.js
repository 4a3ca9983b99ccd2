// Passkeys, on the way in and in the admin. A form with `data-passkey` asks the browser to make one (`create`) or
// to use one (`get`), and hands in what it answers. Without this script the forms with codes do.

(() => {
  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const withBytes = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  // What the server asks, with bytes where the browser wants them.
  const question = (options) => {
    const asked = { ...options, challenge: toBytes(options.challenge) };
    if (options.user) asked.user = { ...options.user, id: toBytes(options.user.id) };
    if (options.allowCredentials) asked.allowCredentials = withBytes(options.allowCredentials);
    if (options.excludeCredentials) asked.excludeCredentials = withBytes(options.excludeCredentials);
    return asked;
  };

  // What the browser answers, as text (`toJSON` does the same where browsers have it).
  const answer = (credential) => {
    const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const set = (form) => {
    const field = form.querySelector("input[name=credential]");
    const said = form.querySelector("[data-passkey-said]");
    const options = JSON.parse(document.getElementById(form.dataset.question).textContent);
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      said.textContent = form.dataset.waiting;
      try {
        const publicKey = question(options.publicKey);
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        field.value = JSON.stringify(answer(credential));
        form.submit();
      } catch {
        said.textContent = form.dataset.failed;
      }
    });
    form.hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) return;
    document.querySelectorAll("form[data-passkey]").forEach(set);
  });
})();
