package handler

import (
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validationRules are those of the specification in the forms that suggest no
// names ("Did you mean" tells the schema where introspection is off), and
// literalRule. gqlgen exchanges the two about fields itself.
func validationRules() *rules.Rules {
	r := rules.NewDefaultRules()
	r.RemoveRule(rules.KnownArgumentNamesRule.Name)
	r.RemoveRule(rules.KnownTypeNamesRule.Name)
	r.RemoveRule(rules.ValuesOfCorrectTypeRule.Name)
	for _, rule := range []core.Rule{
		rules.KnownArgumentNamesRuleWithoutSuggestions,
		rules.KnownTypeNamesRuleWithoutSuggestions,
		rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
		literalRule,
	} {
		r.AddRule(rule.Name, rule.RuleFunc)
	}
	return r
}

// literalRule refuses the literals that gqlparser lets through and that then
// panic or pass as something else: an object for a scalar or enum, an Int
// beyond 32 bits, a number that no Go number can hold, and an object, list or
// enum value for a scalar of the schema's own.
var literalRule = core.Rule{
	Name: "LiteralsOfCorrectType",
	RuleFunc: func(observers *core.Events, addError core.AddErrFunc) {
		observers.OnValue(func(_ *core.Walker, v *ast.Value) {
			if why := literalFault(v); why != "" {
				addError(core.Message("%s", why), core.At(v.Position))
			}
		})
	},
}

// literalFault says what is wrong with a literal, "" if nothing is.
func literalFault(v *ast.Value) string {
	switch v.Kind {
	case ast.IntValue:
		n, err := strconv.ParseInt(v.Raw, 10, 64)
		if err != nil || isNamed(v, "Int") && (n < math.MinInt32 || n > math.MaxInt32) {
			return "The number is beyond the range of its type."
		}
	case ast.FloatValue:
		if _, err := strconv.ParseFloat(v.Raw, 64); err != nil {
			return "The number is beyond the range of its type."
		}
	case ast.ObjectValue:
		if isLeaf(v) {
			return "Expected " + v.Definition.Name + ", found an object."
		}
	case ast.ListValue:
		if isLeaf(v) && v.ExpectedType != nil && v.ExpectedType.Elem == nil {
			return "Expected " + v.Definition.Name + ", found a list."
		}
	case ast.EnumValue:
		if v.Definition != nil && v.Definition.Kind == ast.Scalar {
			return "Expected " + v.Definition.Name + ", found a name without quotes."
		}
	}
	return ""
}

func isLeaf(v *ast.Value) bool {
	return v.Definition != nil && (v.Definition.Kind == ast.Scalar || v.Definition.Kind == ast.Enum)
}

func isNamed(v *ast.Value, name string) bool {
	return v.Definition != nil && v.Definition.Name == name
}
