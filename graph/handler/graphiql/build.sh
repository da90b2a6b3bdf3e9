#!/bin/sh
# Fetches the published files of GraphiQL and React and puts them here.
# Needs npm; building the Go module does not, as the files are committed.
set -eu
cd "$(dirname "$0")"

GRAPHIQL=3.9.0
REACT=18.3.1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # name version
	tarball=$(cd "$work" && npm pack --silent "$1@$2")
	mkdir "$work/$1"
	tar -xzf "$work/$tarball" -C "$work/$1" --strip-components=1
}
# The source maps are not served, so nothing should point to them.
copy() { # from to
	sed -e '/^\/\/# sourceMappingURL=/d' "$work/$1" >"$2"
}

fetch graphiql "$GRAPHIQL"
fetch react "$REACT"
fetch react-dom "$REACT"

copy react/umd/react.production.min.js react.js
copy react-dom/umd/react-dom.production.min.js react-dom.js
copy graphiql/graphiql.min.js graphiql.js
copy graphiql/graphiql.min.css graphiql.css
cp "$work/graphiql/LICENSE" LICENSE.graphiql
cp "$work/react/LICENSE" LICENSE.react
