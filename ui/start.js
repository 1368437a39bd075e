// The start, once everything is defined.
(async () => {
  applyTheme();
  startTabs();
  await poll();
  try {
    await startConversations();
  } finally {
    begun();
  }
  // Other documents, other conversations.
  watchers.push((now, before) => { if (now.key !== before.key) startConversations(); });
  element.dataset.ready = "";
})();
