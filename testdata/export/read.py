"""Opens files that demandgraph exported, each with a reader that is not ours, and prints
what it found as JSON: python read.py FORMAT FILE"""

import csv
import json
import sys


def graphml(path):
    import igraph
    import networkx

    g = networkx.read_graphml(path)
    ig = igraph.Graph.Read_GraphML(path)
    if (ig.vcount(), ig.ecount()) != (g.number_of_nodes(), g.number_of_edges()):
        raise SystemExit(f"igraph finds {ig.vcount()} nodes and {ig.ecount()} edges, networkx {len(g)} and {g.number_of_edges()}")
    return graph(g)


def gexf(path):
    import networkx

    return graph(networkx.read_gexf(path))


def cytoscape(path):
    import networkx

    with open(path) as f:
        return graph(networkx.cytoscape_graph(json.load(f)))


def graph(g):
    def edge(u, v, data):
        said = {k: x for k, x in data.items() if isinstance(x, (str, int, float))}
        said.update(source=u, target=v)
        return said

    nodes = {n: {k: x for k, x in d.items() if isinstance(x, (str, int, float))} for n, d in g.nodes(data=True)}
    edges = [edge(u, v, {"id": key, **d}) for u, v, key, d in g.edges(keys=True, data=True)] if g.is_multigraph() else [edge(*e) for e in g.edges(data=True)]
    return {"directed": g.is_directed(), "nodes": nodes, "edges": edges}


def table(path):
    with open(path, newline="", encoding="utf-8") as f:
        return {"rows": list(csv.DictReader(f))}


def pajek(path):
    import igraph
    import networkx

    g = networkx.read_pajek(path)
    ig = igraph.Graph.Read_Pajek(path)
    return {"nodes": g.number_of_nodes(), "edges": g.number_of_edges(), "igraph": [ig.vcount(), ig.ecount()],
            "labels": sorted(ig.vs["name"]), "weights": sorted(ig.es["weight"]) if ig.ecount() else []}


def dl(path):
    import igraph

    g = igraph.Graph.Read_DL(path, directed=False)
    return {"labels": sorted(g.vs["name"]), "weights": sorted(g.es["weight"])}


def jsonld(path):
    import rdflib

    g = rdflib.Graph()
    g.parse(path, format="json-ld")
    oa, prov = rdflib.Namespace("http://www.w3.org/ns/oa#"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    return {"triples": len(g),
            "annotations": sorted(str(s) for s in g.subjects(rdflib.RDF.type, oa.Annotation)),
            "quotes": sorted(str(o) for o in g.objects(None, oa.exact)),
            "activities": sorted(str(s) for s in g.subjects(rdflib.RDF.type, prov.Activity)),
            "generated": len(set(g.subjects(prov.wasGeneratedBy, None)))}


def bibtex(path):
    import bibtexparser

    with open(path, encoding="utf-8") as f:
        parser = bibtexparser.bparser.BibTexParser(common_strings=True)
        return {"rows": parser.parse_file(f).entries}


def ris(path):
    import rispy

    with open(path, encoding="utf-8") as f:
        return {"rows": [{k: v if isinstance(v, str) else "|".join(v) for k, v in e.items()} for e in rispy.load(f)]}


def dlboth(path):
    """Two modes, which igraph does not read: by the description of the format."""
    lines = open(path, encoding="utf-8").read().split("\n")
    rows, columns, data = lines.index("row labels:"), lines.index("column labels:"), lines.index("data:")
    return {"head": lines[0], "rows": lines[rows + 1 : columns], "columns": lines[columns + 1 : data],
            "weights": [float(x.split()[2]) for x in lines[data + 1 :] if x]}


def valid(path, schema):
    from lxml import etree

    etree.XMLSchema(etree.parse(schema)).assertValid(etree.parse(path))
    return True


if __name__ == "__main__":
    print(json.dumps({"csv": table}.get(sys.argv[1], globals().get(sys.argv[1]))(*sys.argv[2:])))
