package kittest

import (
	"maps"
	"slices"
)

// Complement tells samples of one entity on several versions of the node what the others set: a version may lack attributes
// that another one has, but some sample must set each.
func Complement(samples []*Sample) {
	for _, s := range samples {
		for _, other := range samples {
			if other != s {
				s.elsewhere = append(s.elsewhere, slices.Sorted(maps.Keys(merge(other.full(), slices.Collect(maps.Values(other.Variants))...)))...)
			}
		}
	}
}
