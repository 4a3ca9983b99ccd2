// Passing it on.

function prepareSharing(place) {
  const [share, copy] = ["[data-share-button]", "[data-copy-button]"].map((one) => place.querySelector(one));
  const { shareText: text, shareAddress: url } = place.dataset;
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ text, url }).catch(() => {}));
  }
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${text} ${url}`.trim());
      copy.textContent = copy.dataset.wordsDone;
    });
  }
}

document.querySelectorAll("[data-share]").forEach(prepareSharing);
