// Shows notifications of messages, also when no page is open. The text comes encrypted from the application; a message
// that is told again takes the place of the former notification, because both carry its tag.
self.addEventListener("push", (event) => {
  const { title, tag, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data.url));
});

/** A page that is open already is used, so that nobody collects tabs. */
async function openPage(url) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => "navigate" in page);
  if (open === undefined) return self.clients.openWindow(url);
  await open.focus();
  // A page of the phone belongs to another worker, which alone may lead it elsewhere.
  return open.navigate(url).catch(() => self.clients.openWindow(url));
}
