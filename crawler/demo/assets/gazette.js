// Puts the cookie notice away. Everything else on the site works without script.
document.querySelectorAll("[data-cookie]").forEach((button) => {
  button.addEventListener("click", () => document.querySelector(".cookie-banner").remove());
});
