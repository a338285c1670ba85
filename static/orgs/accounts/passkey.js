/* Forms with data-passkey ask the browser for a passkey and send what it says.

   add           makes one, from the options in the element that data-options names
   authenticate  uses one of the person's, from such options
   login         uses any that the browser has for this site, from options that the server is asked for */

const trouble = document.getElementById("passkey-trouble");

const optionsIn = (form) => JSON.parse(document.getElementById(form.dataset.options).textContent);

const ways = {
  add(form) {
    const options = optionsIn(form).creation_options;
    const alone = Boolean(form.elements.passwordless?.checked);
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
    });
    if (alone) {
      options.publicKey.authenticatorSelection.userVerification = "required";
    }
    return window.webauthnJSON.create(options);
  },
  authenticate(form) {
    return window.webauthnJSON.get(optionsIn(form).request_options);
  },
  async login(form) {
    const answer = await fetch(form.action, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok) {
      throw new Error("The server gave no options.");
    }
    return window.webauthnJSON.get((await answer.json()).request_options);
  },
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const ask = ways[form.dataset.passkey];
  if (!ask) {
    return;
  }
  event.preventDefault();
  trouble.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(form));
    /* submit() tells no listener, so this one is not asked again. */
    form.submit();
  } catch {
    trouble.hidden = false;
  }
});
