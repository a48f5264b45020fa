package kittest

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Borrow completes a sample with that of an entity which it is like: what it says nothing about, and the values of
// attributes that both entities declare alike. Those are tried alone by the other entity only.
func (s *Sample) Borrow(from *Sample, own, others []attr.Attribute) error {
	for _, a := range own {
		b, ok := attr.Find(others, a.Name)
		if !ok || !alike(a, b) || s.mentions(a) {
			continue
		}
		s.borrowed = append(s.borrowed, a.Name)
		for _, name := range append([]string{a.Name}, a.VersionName()) {
			s.Full = lend(s.Full, from.full(), name)
			s.Changed = lend(s.Changed, from.Changed, name)
		}
	}
	if s.Document == (DocumentPlace{}) {
		s.Document = from.Document
	}
	if s.Requests == nil {
		s.Requests = from.Requests
	}
	var err error
	s.text, err = json.Marshal(s)
	return err
}

// mentions tells whether the sample gives the attribute a value itself.
func (s *Sample) mentions(a attr.Attribute) bool {
	return slices.ContainsFunc([]Attributes{s.Minimal, s.Full, s.Changed}, func(v Attributes) bool { return v[a.Name] != nil })
}

func lend(to, from Attributes, name string) Attributes {
	value, ok := from[name]
	if !ok {
		return to
	}
	out := Attributes{name: value}
	maps.Copy(out, to)
	return out
}

// alike tells whether two attributes are declared alike, but for the text of their descriptions.
func alike(a, b attr.Attribute) bool { return reflect.DeepEqual(undescribed(a), undescribed(b)) }

func undescribed(a attr.Attribute) attr.Attribute {
	a.Description = ""
	a.Children = slices.Clone(a.Children)
	for i, child := range a.Children {
		a.Children[i] = undescribed(child)
	}
	return a
}
