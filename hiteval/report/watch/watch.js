// In each page that `hiteval watch` serves: it loads itself again when it was made again.
"use strict";
{
  const { made } = document.currentScript.dataset;
  const page = location.pathname;
  const corner = document.createElement("aside");
  corner.className = "watch";
  corner.setAttribute("role", "status");
  corner.hidden = true;
  document.body.append(corner);

  const show = (text, fault) => {
    corner.textContent = text;
    corner.hidden = !text;
    corner.classList.toggle("fault", fault);
  };

  const events = new EventSource(`/_watch/events?${new URLSearchParams({ page, made })}`);
  events.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.reload) location.reload();
    else show(told.says, told.fault);
  };
  events.onerror = () => show("hiteval watch has ended. Start it again.", true);
  // A page that is left must not be waited for: browsers allow six connections.
  addEventListener("pagehide", () => events.close());
}
