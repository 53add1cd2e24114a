// SPDX-License-Identifier: EUPL-1.2

package main

import stapwijsv1 "stapwijs.nl/api/v1"

// A step or an element: what is judged in it.
type part interface {
	GetItems() []*stapwijsv1.ItemAssessment
	GetGuards() []*stapwijsv1.GuardAssessment
	GetElements() []*stapwijsv1.ElementAssessment
}

type index struct { // by path
	items  map[string]*stapwijsv1.ItemAssessment
	guards map[string]*stapwijsv1.GuardAssessment
	steps  map[string]string // titles
}

func (in *index) add(one part) {
	for _, item := range one.GetItems() {
		in.items[item.GetPath()] = item
	}
	for _, guard := range one.GetGuards() {
		in.guards[guard.GetPath()] = guard
	}
	for _, element := range one.GetElements() {
		in.add(element)
	}
}
