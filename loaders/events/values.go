package events

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demandgraph/demand"
)

// Unquote takes the quotes of CSV off a field that some files have and others have not: those
// around all of it, where those within are doubled. A single quote is data.
func Unquote(field string) string {
	if len(field) < 2 || field[0] != '"' || field[len(field)-1] != '"' {
		return field
	}
	within := field[1 : len(field)-1]
	if strings.Contains(strings.ReplaceAll(within, `""`, ""), `"`) {
		return field
	}
	return strings.ReplaceAll(within, `""`, `"`)
}

// Given is a field without blanks and quotes around it, "" where it says that there is no value.
func Given(field string) string {
	field = strings.TrimSpace(Unquote(field))
	switch field {
	case "NULL", "NA", "None", "---":
		return ""
	}
	return field
}

// cleanName writes a name in Unicode NFC, with simple and single blanks.
func cleanName(name string) string {
	return strings.Join(strings.Fields(norm.NFC.String(Unquote(strings.TrimSpace(name)))), " ")
}

// ParseDay reads a day as the files write it: 2018-06-01, 20180601, and 6/1/2018, month first.
func ParseDay(text string) (demand.Date, error) {
	switch {
	case len(text) == 8 && strings.Trim(text, "0123456789") == "":
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	case strings.Count(text, "/") == 2:
		parts := strings.Split(text, "/")
		month, err1 := strconv.ParseUint(parts[0], 10, 8)
		day, err2 := strconv.ParseUint(parts[1], 10, 8)
		if err1 != nil || err2 != nil || len(parts[2]) != 4 {
			return demand.Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYYMMDD or M/D/YYYY", text)
		}
		text = fmt.Sprintf("%s-%02d-%02d", parts[2], month, day)
	}
	d, err := demand.ParseDate(text)
	if err == nil && !d.IsDay() {
		err = fmt.Errorf("date %q is no day", text)
	}
	return d, err
}

// CheckCode says what is wrong with a code of CAMEO.
func CheckCode(code string) error {
	if codeNames[code] != "" {
		return nil
	}
	if len(code) < 4 && codeNames["0"+code] != "" {
		return fmt.Errorf("%q is no code of CAMEO; it may be 0%s that lost its zero: codes are text", code, code)
	}
	return fmt.Errorf("%q is no code of CAMEO", code)
}

// pointOf reads a point, nil for none.
func pointOf(latitude, longitude string) *Point {
	lat, err1 := strconv.ParseFloat(latitude, 64)
	lon, err2 := strconv.ParseFloat(longitude, 64)
	if err1 != nil || err2 != nil || !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) {
		return nil
	}
	return &Point{lat, lon}
}
