// For editors: the admin has left a mark in this browser. Pages are the same bytes for everybody, and a
// visitor's browser neither has the mark nor asks for anything.

function offerEditing() {
  const { editAddress, editWords } = document.body.dataset;
  let marked = false;
  try {
    marked = localStorage.getItem("campaign-editor") === "yes";
  } catch {
    // A browser that keeps nothing belongs to a visitor.
  }
  if (!marked || !editAddress) return;
  const link = Object.assign(document.createElement("a"), { href: editAddress, textContent: editWords });
  link.className = "edit-link";
  document.body.append(link);
}

offerEditing();
