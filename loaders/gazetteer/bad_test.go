package gazetteer

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// small is a gazetteer of a few rows: two countries, the two oblasts whose numbers
// collide, a city of each and an informal region.
func small() map[string]string {
	return map[string]string{
		countriesFile: strings.Join(countryColumns, "\t") + "\n" +
			"UA\tUKR\t804\tUP\tUkraine\t690791\tQ212\tKyiv\t50.45466\t30.5238\n" +
			"GE\tGEO\t268\tGG\tGeorgia\t614540\t\tTbilisi\t41.69411\t44.83368\n",
		admin1File: strings.Join(admin1Columns, "\t") + "\n" +
			"UA-14\tUA\tDonetsk Oblast\tDonechchyna\t05\t709716\tQ2012050\t48.023\t37.80224\tDonetsk\n" +
			"UA-09\tUA\tLuhansk Oblast\tLuhanshchyna\t14\t702657\tQ171965\t48.56814\t39.30553\tLuhansk\n",
		renamedFile: "old_code\tiso_code\nUA-99\t\n",
		placesFile: strings.Join(placeColumns, "\t") + "\n" +
			"704508\tKramatorsk\tUA\tUA-14\t05\t48.73106\t37.56779\t147145\tQ33613\tКраматорск\n" +
			"702658\tLuhansk\tUA\tUA-09\t14\t48.56814\t39.30553\t397677\tQ134279\t\n",
		informalFile: "key\tname\taliases\tmembers\tpart_of\n" +
			"donbas\tDonbas\tthe Donbas\tUA-14|UA-09\tUA\n",
		idsFile: "key\tname\ttype\twikidata_id\tconfirmed\tbasis\n" +
			"donetsk-oblast\tDonetsk Oblast\tADMIN1\tQ2012050\tyes\t\n",
	}
}

func files(tables map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, data := range tables {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

func TestBrokenRow(t *testing.T) {
	if _, err := Read(files(small())); err != nil {
		t.Fatalf("the tables that the cases break: %v", err)
	}
	for _, test := range []struct {
		name, file, old, new, want string
	}{
		{"column missing", countriesFile, "iso3\t", "iso_3\t", `countries.tsv:1: the column "iso3" is missing`},
		{"value missing", countriesFile, "268\tGG\t", "268\t", "countries.tsv:3: 9 columns where the first line names 10"},
		{"not UTF-8", placesFile, "Краматорск", "\xff\xfe", "places.tsv:2: not valid UTF-8"},
		{"no name", admin1File, "Luhansk Oblast", " ", "admin1.tsv:3: the name is empty"},
		{"country code", countriesFile, "GE\tGEO", "Ge\tGEO", `countries.tsv:3: iso2 is "Ge"`},
		{"country twice", countriesFile, "GE\tGEO", "UA\tGEO", "countries.tsv:3: UA is there already, at countries.tsv:2"},
		{"unknown country", admin1File, "UA-09\tUA", "UA-09\tXX", `admin1.tsv:3: countries.tsv has no country "XX"`},
		{"code of another country", admin1File, "UA-09\tUA", "GE-09\tUA", "admin1.tsv:3: GE-09 is no code of UA"},
		{"latitude", placesFile, "48.73106", "148.73106", `places.tsv:2: lat is "148.73106", want degrees from -90 to 90`},
		{"not a number", placesFile, "37.56779", "NaN", `places.tsv:2: lon is "NaN"`},
		{"Wikidata id", placesFile, "Q33613", "33613", `places.tsv:2: wikidata_id is "33613"`},
		{"place twice", placesFile, "702658\t", "704508\t", "places.tsv:3: geonames_id 704508 is there already, at places.tsv:2"},
		{"unknown first-level region", placesFile, "UA-09\t14", "UA-10\t14", `places.tsv:3: admin1.tsv has no region "UA-10"`},
		{"GeoNames' 14 taken for ISO's", placesFile, "UA-09\t14", "UA-14\t14", `places.tsv:3: geonames_admin1 is "14", but that of UA-14 is "05", at admin1.tsv:2`},
		{"region of another country", placesFile, "UA\tUA-09", "GE\tUA-09", "places.tsv:3: UA-09 is not in GE"},
		{"old code in use", renamedFile, "UA-99", "UA-14", "admin1_renamed.tsv:2: UA-14 is in use, at admin1.tsv:2"},
		{"unknown new code", renamedFile, "UA-99\t", "UA-99\tUA-98", `admin1_renamed.tsv:2: admin1.tsv has no region "UA-98"`},
		{"unknown member", informalFile, "UA-14|", "UA-15|", `informal.tsv:2: members: no region has the ISO code or key "UA-15"`},
		{"bad key", informalFile, "donbas\t", "Donbas\t", "informal.tsv:2: key"},
		{"part of itself", informalFile, "UA-14|", "UA|", "is part of itself"},
		{"confirmed", idsFile, "\tyes", "\tmaybe", `wikidata_ids.tsv:2: confirmed is "maybe"`},
		{"key taken", idsFile, "donetsk-oblast\t", "donbas\t", "informal.tsv:2: the key donbas is taken, at admin1.tsv:2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tables := small()
			if strings.Count(tables[test.file], test.old) != 1 {
				t.Fatalf("%q is not once in %s", test.old, test.file)
			}
			tables[test.file] = strings.Replace(tables[test.file], test.old, test.new, 1)
			regions, err := Read(files(tables))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			if regions != nil {
				t.Error("regions in spite of the error")
			}
		})
	}
}

func TestMissingAndEmptyTable(t *testing.T) {
	for file := range small() {
		tables := small()
		delete(tables, file)
		if _, err := Read(files(tables)); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("without %s: error %v", file, err)
		}
		tables[file] = ""
		if _, err := Read(files(tables)); err == nil || !strings.Contains(err.Error(), file+": empty") {
			t.Errorf("with an empty %s: error %v", file, err)
		}
	}
}

// Windows line ends and empty lines change nothing.
func TestLineEnds(t *testing.T) {
	want, err := Read(files(small()))
	if err != nil {
		t.Fatal(err)
	}
	tables := small()
	for file, data := range tables {
		tables[file] = strings.ReplaceAll(data, "\n", "\r\n") + "\r\n"
	}
	got, err := Read(files(tables))
	if err != nil || len(got) != len(want) || got[0].Key != want[0].Key || got[len(got)-1].Name != want[len(want)-1].Name {
		t.Errorf("got %v, %v", got, err)
	}
}

// Keys are unique and the same whatever the order of the rows, also among places that
// want each other's keys.
func TestKeysDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.SampledFrom([]string{"Georgia", "Ukraine", "Luhansk", "Luhansk UA", "Luhansk-UA-14", "Łuhańsk", "北京", "!", "Donbas"}), 1, 12).Draw(t, "names")
		rows := make([]string, len(names))
		for i, name := range names {
			region := rapid.SampledFrom([]string{"UA-14\t05", "UA-09\t14", "\t"}).Draw(t, "region")
			rows[i] = strconv.Itoa(7000001+i) + "\t" + name + "\tUA\t" + region + "\t48\t38\t9\t\t\n"
		}
		keys := func(rows []string) map[string]string {
			tables := small()
			tables[placesFile] = strings.Join(placeColumns, "\t") + "\n" + strings.Join(rows, "")
			regions, err := Read(files(tables))
			if err != nil {
				t.Fatal(err)
			}
			byID, seen := map[string]string{}, map[string]bool{}
			for _, r := range regions {
				if seen[r.Key] {
					t.Fatalf("key %s twice", r.Key)
				}
				seen[r.Key] = true
				byID[r.GeoNamesID+r.Name] = r.Key
			}
			return byID
		}
		want := keys(rows)
		got := keys(rapid.Permutation(rows).Draw(t, "rows in another order"))
		for id, key := range want {
			if got[id] != key {
				t.Fatalf("%s has the key %s, in another order %s", id, key, got[id])
			}
		}
	})
}
