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

  // Each example is a tab, its name the first line of the query.
  const tabs = (settings.examples || []).map(function (example) {
    return {
      query: '# ' + example.name + '\n' + example.query,
      variables: example.variables || '',
    };
  });

  const props = { fetcher: fetcher, defaultEditorToolsVisibility: true };
  if (tabs.length > 0) props.defaultTabs = tabs;
  // Without introspection there is no schema to ask for.
  if (!settings.introspection) props.schema = null;
  // A link may carry a query of its own.
  const link = new URLSearchParams(location.search);
  if (link.get('query')) {
    props.query = link.get('query');
    props.variables = link.get('variables') || undefined;
    props.operationName = link.get('operationName') || undefined;
  }

  ReactDOM.createRoot(document.getElementById('graphiql'))
    .render(React.createElement(GraphiQL, props));
})();
