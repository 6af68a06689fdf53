// A video's player is put in only when the reader asks for it: until then nothing is loaded from its host.
for (const video of document.querySelectorAll(".video[data-player]")) {
  const frame = video.querySelector(".video__frame");
  const button = frame.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const player = document.createElement("iframe");
    player.src = video.dataset.player;
    player.title = video.dataset.title;
    player.allowFullscreen = true;
    player.referrerPolicy = "strict-origin-when-cross-origin";
    frame.replaceChildren(player);
    player.focus();
  });
}
