// A scanned sheet brings its code behind the #, which no server sees: put it into its field and out of the address.
const field = document.querySelector("[data-from-fragment]");
if (field && location.hash.length > 1) {
  if (!field.value) field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
  field.form.querySelector("[type=submit]").focus();
}
