'use strict';

(function () {
  const settings = JSON.parse(document.getElementById('settings').textContent);

  // fetcher sends what GraphiQL asks to the address of this page.
  async function fetcher(params, options) {
    const response = await fetch(location.pathname, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(options && options.headers),
      },
      body: JSON.stringify(params),
    });
    return response.json();
  }

  const props = { fetcher: fetcher };
  // Without introspection there is no schema to ask for.
  if (!settings.introspection) props.schema = null;

  // A link may carry a query of its own; each example is a tab, its name the
  // first line of the query.
  const link = new URLSearchParams(location.search);
  const linked = link.get('query')
    ? [{ query: link.get('query'), variables: link.get('variables') || '' }]
    : [];
  const examples = (settings.examples || []).map(function (example) {
    return {
      query: '# ' + example.name + '\n' + example.query,
      variables: example.variables || '',
    };
  });

  // On the first visit they are all opened; later GraphiQL remembers its tabs
  // and only a link's is added. The first tab's text is passed once more as
  // GraphiQL does not take the variables from the tab.
  const first = !localStorage.getItem('graphiql:tabState');
  const tabs = first ? linked.concat(examples) : linked;
  if (tabs.length > 0) {
    if (first) props.defaultTabs = tabs;
    props.query = tabs[0].query;
    props.variables = tabs[0].variables;
  }

  ReactDOM.createRoot(document.getElementById('graphiql'))
    .render(React.createElement(GraphiQL, props));
})();
