package demand

// LocationPrecision says what the point of a region of a type stands for, as the enum of that
// name in the schema: PLACE, the place itself, or LABEL, somewhere in a larger region.
func LocationPrecision(t RegionType) string {
	switch t {
	case RegionTypeCity, RegionTypePlace:
		return "PLACE"
	}
	return "LABEL"
}
