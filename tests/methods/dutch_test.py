#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of dutch.py."""

import unittest

import dutch

TWENTY = " ".join(["woord"] * 20)


def wrong(source):
    return dutch.judge([("m.stap", source)])[1]


class DutchTest(unittest.TestCase):
    def test_only_what_follows_nl_is_read(self):
        source = '# nl "Niet dit."\ncite g "Stap 1" message nl "Wel." en "Not this." own nl "En dit."'
        self.assertEqual([text.value for text in dutch.texts_of(source)], ["Wel.", "En dit."])
        self.assertEqual(dutch.texts_of('when nl is empty "Niet dit."'), [])

    def test_strings_in_a_row_are_one_text_at_the_line_of_the_first(self):
        text, = dutch.texts_of('message\n  nl "Een zin die"\n     "doorgaat." # klaar\n  en "A sentence."')
        self.assertEqual((text.value, text.line), ("Een zin die doorgaat.", 2))

    def test_sentences(self):
        cases = {
            "Een. Twee! Drie? Vier": 4, "Het is 2.5 uur.": 1, "": 0, "Let op: dit is er een.": 1,
            "Er zijn {count(x in l where x.a > 2.5)} leden. Goed.": 2,
        }
        for value, count in cases.items():
            with self.subTest(value):
                self.assertEqual(len(dutch.Text(1, value).sentences()), count)

    def test_words(self):
        cases = {"een twee": 2, "een - twee": 2, "ggz-medewerker": 1, "vijf tot 7": 3, "...": 0}
        for sentence, count in cases.items():
            with self.subTest(sentence):
                self.assertEqual(dutch.words(sentence), count)

    def test_an_interpolation_is_one_word(self):
        sentence, = dutch.Text(1, "Er zijn {a + b + c} leden.").sentences()
        self.assertEqual(dutch.words(sentence), 4)

    def test_twenty_words_are_fine_and_one_more_is_not(self):
        short = ' nl "Kort."' * 9
        self.assertEqual(wrong(f'nl "{TWENTY}."' + short), [])
        self.assertEqual(wrong(f'nl "{TWENTY} woord."' + short),
                         [f"m.stap:1: 21 words: {TWENTY} woord."])

    def test_a_name_may_not_be_too_long_either(self):
        self.assertEqual(wrong(f'nl "{TWENTY} woord"'), [f"m.stap:1: 21 words: {TWENTY} woord"])

    def test_the_average_is_of_sentences_and_not_of_names(self):
        twelve = " ".join(["woord"] * 12)
        self.assertEqual(wrong(f'nl "{twelve}."'), [])
        self.assertEqual(wrong(f'nl "{twelve} woord." nl "Naam" nl "Naam"'),
                         ["the sentences are 13.0 words on average; 12 is the most"])

    def test_formal_words_have_a_plain_one(self):
        self.assertEqual(wrong('\n\nnl "Indien dat zo is."'),
                         ['m.stap:3: "Indien" is formal, say "als": Indien dat zo is.'])
        for word in dutch.PLAIN:
            with self.subTest(word):
                self.assertEqual(len(wrong(f'nl "Dat is {word} zo."')), 1)

    def test_a_word_within_another_is_no_such_word(self):
        self.assertEqual(wrong('nl "De bemiddelslag is een inzakeling."'), [])


if __name__ == "__main__":
    unittest.main()
