// Passkeys: shows their buttons where the browser can use them, and says so when none was given.
// The library's own script speaks to the device.

const able = "PublicKeyCredential" in window ? "able" : "unable";
for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = part.dataset.passkey !== able;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-trouble").hidden = false;
});

// Enter in the field for the name does what the button does. The library sends the form itself.
document.getElementById("passkey-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.target.querySelector("button").click();
});
