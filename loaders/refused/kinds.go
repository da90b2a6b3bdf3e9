package refused

// kind is a format that is not loaded.
type kind struct {
	name   string // what the file is
	why    string
	wayOut string
}

const fromSpacy = `write JSONL from spaCy instead: a line {"text": …, "spans": [{"start": …, "end": …, "label": …}]} a document, as Prodigy has it`

// The kinds.
var (
	docBin     = &kind{"a DocBin of spaCy", "its annotations are numbers that only the spaCy pipeline which wrote it can read, without relations or metadata", fromSpacy}
	tuples     = &kind{`training data of spaCy (tuples of a text and "entities")`, "it holds mentions only", fromSpacy}
	tei        = &kind{"a TEI document", "every project has its own pointers into the text, and relations have no common form", "import it into INCEpTION and export UIMA CAS JSON, or convert it"}
	nif        = &kind{"NIF in Turtle", "it holds entities only", "convert it to Web Annotation (JSON-LD)"}
	ace        = &kind{"an annotation file of ACE, ERE or TAC", "its offsets leave out the tags of a source that is another file, and ends are inclusive", "convert it to brat standoff"}
	codebook   = &kind{"a REFI-QDA codebook", "it holds codes without texts and spans", "export the project (.qdpx)"}
	qda        = &kind{"the file of a program for qualitative data analysis", "its format is closed", "export it as a REFI-QDA project (.qdpx)"}
	binaryCAS  = &kind{"a binary UIMA CAS", "its form depends on the program that wrote it", "export UIMA CAS JSON 0.4"}
	oldDNA     = &kind{"a file of Discourse Network Analyzer 1", "the version is superseded", "import it into version 2.0 or 3.0 of the program and save the database"}
	profileDNA = &kind{"a connection profile of Discourse Network Analyzer", "it says where a database is, with credentials; databases on a server are not loaded", "save the database as a file (.dna) in the program"}
	oldTSV     = &kind{"WebAnno TSV of version 1 or 2", "the version is superseded, and does not give offsets", "export WebAnno TSV 3.3, or better UIMA CAS JSON 0.4"}
	oldCASJSON = &kind{"UIMA CAS JSON from before version 0.4", "the version is superseded", "export UIMA CAS JSON 0.4"}
)
