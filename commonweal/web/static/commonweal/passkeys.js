// Passkeys: a form marked `data-passkey` makes one ("make") or uses one ("use") when it is sent, and posts the answer.
//
//   <form method="post" data-passkey="use" data-passkey-options="id-of-a-json-script">
//     <input type="hidden" name="credential">
//     <button type="submit" hidden>…</button>       shown only where this module runs and the browser has passkeys
//     <p role="status" data-passkey-says data-missing="…" data-failed="…"></p>
//     <p data-passkey-without>…</p>                  what is needed, for whom this module does not run
//   </form>
//
// The options come from that script, or, with `data-passkey-from`, as JSON from an address. Binary parts are base64url.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  buffer &&
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function asked(form) {
  if (!form.dataset.passkeyFrom) {
    return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
  }
  const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function publicKey(all) {
  const found = all.publicKey || (all.creation_options || all.request_options).publicKey;
  return { ...found, challenge: bytes(found.challenge) };
}

async function made(options, form) {
  options.user = { ...options.user, id: bytes(options.user.id) };
  options.excludeCredentials = named(options.excludeCredentials);
  if (form.elements.passwordless) {
    // The account's form lets the person choose: a key that signs in alone has to live on the device and ask for a PIN.
    const alone = form.elements.passwordless.type !== "checkbox" || form.elements.passwordless.checked;
    const residentKey = alone ? "required" : "discouraged";
    options.authenticatorSelection = { ...options.authenticatorSelection, residentKey, requireResidentKey: alone };
    if (alone) options.authenticatorSelection.userVerification = "required";
  }
  return navigator.credentials.create({ publicKey: options });
}

async function used(options) {
  options.allowCredentials = named(options.allowCredentials);
  return navigator.credentials.get({ publicKey: options });
}

function plain(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const found = parts.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { ...Object.fromEntries(found), transports: response.getTransports?.() || [] },
  };
}

async function send(form, says) {
  says.textContent = "";
  try {
    const options = publicKey(await asked(form));
    const credential = form.dataset.passkey === "make" ? await made(options, form) : await used(options);
    form.elements.credential.value = JSON.stringify(plain(credential));
    form.submit();
  } catch {
    // Whatever went wrong (no passkey here, a wrong PIN, "cancel"), the browser does not tell pages, so neither do we.
    says.textContent = says.dataset.failed;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const says = form.querySelector("[data-passkey-says]");
  for (const without of form.querySelectorAll("[data-passkey-without]")) without.hidden = true;
  const buttons = [...form.elements].filter((one) => one.type === "submit");
  if (window.PublicKeyCredential) {
    for (const button of buttons) button.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, says);
    });
  } else {
    says.textContent = says.dataset.missing;
  }
}
