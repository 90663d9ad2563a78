// The form that is chosen stands in all three codes, and in the picture above them.

function offer(place) {
  const chooser = place.querySelector("[data-forms]");
  const choice = chooser.querySelector("select");
  const picture = document.querySelector("img.badge");
  const codes = [...place.querySelectorAll("[data-copy]")].map((code) => ({ code, text: code.textContent }));
  const [first] = choice.options;
  const size = ({ width, height }) => `width="${width}" height="${height}"`;

  function show() {
    const [form] = choice.selectedOptions;
    for (const { code, text } of codes) {
      code.textContent = text
        .replaceAll(place.dataset.embed, form.value)
        .replaceAll(size(first.dataset), size(form.dataset));
    }
    picture.src = form.dataset.shown;
    picture.width = form.dataset.width;
    picture.height = form.dataset.height;
  }

  chooser.hidden = false;
  choice.addEventListener("change", show);
  // Browsers remember a choice when somebody comes back.
  if (choice.selectedIndex > 0) show();
}

// A seal that ended since this page was built has no code any more.
document.querySelectorAll("[data-embed]").forEach(offer);
