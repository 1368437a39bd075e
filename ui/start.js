// The start, once everything is defined.
(async () => {
  startTabs();
  await poll();
  await startConversations();
  element.dataset.ready = "";
})();
