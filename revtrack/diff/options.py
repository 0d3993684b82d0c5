"""Every number of the differ, each with its unit, range, default and origin.

Similarities and shares lie in [0, 1]. "Development share" means the three alignment sets the project's eval reads; the
defaults were chosen on them together, one set for all, and a number that gained less than one standard error was not
taken. One without an origin of its own was chosen with the others and not tuned further. "Weight" of words is their
inverse document frequency over both versions: rare words count more.
"""

from dataclasses import dataclass

__all__ = ["DiffOptions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """How `compare` decides. The defaults are meant for every language and kind of article."""

    order_weight: float = 0.6
    """Share of the order of words in a similarity, the rest being the words as a bag. Range [0, 1]. Either alone loses
    0.1 to 1 point of edit F1 on the development share."""

    pair_threshold: float = 0.30
    """Similarity above which two sentences in order are worth pairing. Range [0, 1]; .25 to .36 differ by less than one
    standard error on two sets of three, .30 is best on the news."""
    sure_similarity: float = 0.6
    """Similarity from which the only two sentences of a gap are paired without a look at any other, and are no rivals
    of any. Range [0, 1]; saves work: from .5 on no figure of the development share changes."""
    equal_bonus: float = 0.5
    """Added worth of a pair of equal sentences. Range [0, 2]."""
    margin_weight: float = 0.15
    """How far the lead over the best rival moves a similarity: lists of near-identical lines have no leads. Range
    [0, 1]; .1 costs 1.2 points of edit F1 on the news, .2 costs .6 of op macro on ArgRewrite."""
    margin_clip: float = 0.5
    """Leads beyond this count as this. Range (0, 1]."""
    margin_centre: float = 0.1
    """The lead that changes nothing. Range [0, 1]."""

    chance_similarity: float = 0.5
    """Similarity from which two sentences may be paired that share no more than words of any sentence: "the", "will",
    "on Friday", "she said". Range [0, 1]; 0 pairs them all. No pair of the development share is one below it; of 1,560
    replacements of one made-up sentence by another it unpairs more than half of the 84 that were paired."""
    max_group: int = 4
    """Sentences on the many side of a split or merge found in order. Range [1, 8]; 1 finds none. Without groups split
    F1 is 0."""
    group_cover: float = 0.4
    """Least share of each part's weight that the single sentence holds. Range [0, 1]."""
    group_floor: float = 0.35
    """Least similarity of the single sentence with its parts joined. Range [0, 1]."""
    group_starts: int = 4
    """Places tried for the groups of one sentence, the nearest. Range [1, 1,000]; bounds the work on lists of
    near-identical lines. More are rare elsewhere."""
    group_inside: float = 0.55
    """And either: the least share of each part's weight that the single sentence holds. Range [0, 1]. With the next two
    it tells a split from an edit with a sentence added behind it; worth 2 points of op macro on ArgRewrite."""
    group_whole: float = 0.8
    """Or: the least share of the single sentence's weight that the parts hold together. Range [0, 1]. Keeps the splits
    and merges of rewritten news, which `group_inside` alone would lose."""
    group_alike: float = 0.6
    """And in that case the least similarity of the single sentence with its parts joined. Range [0, 1]."""
    group_near: float = 0.15
    """Least similarity of the single sentence with one of its first two parts. Range [0, 1]; saves work only."""
    group_bonus: float = 0.02
    """Added worth of a group per part: of two equal explanations the one that explains more. Range [0, .1]."""

    move_threshold: float = 0.5
    """Least similarity of a pair out of order that is not equal. Range [0, 1]."""
    move_cover: float = 0.8
    """Or: the share of one sentence's weight that the other holds, from `pair_threshold` on. Range [0, 1]."""
    near: int = 3
    """Sentences from its place within which no more than that is asked. Its place is told by its paired neighbours, in
    order by both ends of its gap. Range [0, 1,000]."""
    move_slope: float = 0.05
    """For each sentence farther the similarity of a move has to be so much higher: sentences on one subject resemble
    one another by chance. Range [0, 1]. Worth .2 points of edit F1 on ArgRewrite, nothing lost on the news."""
    move_far_threshold: float = 0.65
    """Similarity of a move that is enough however far. Range [0, 1]; .75 leaves moved and reworded sentences alone."""
    drift_slope: float = 0.01
    """The same as `move_slope` for pairs in order, up to `move_threshold`. Range [0, 1]; .01 and .02 are alike."""
    move_words: int = 4
    """Words both sentences of a move have at least. Range [1, 20]."""

    contained_cover: float = 0.95
    """Or it is a move: the share of the shorter sentence's words, by weight and in order, that the longer one holds,
    however much it adds. Range [0, 1]. Pairs “The game has changed,” Esper said with the long sentence it was cut from;
    neutral on the development share, where no such pair is left over."""
    contained_words: int = 5
    """Words the shorter sentence has at least in that case: fewer stand by chance in any long one. Range [3, 20]."""

    slot_similarity: float = 0.25
    """Least similarity of the only old and the only new sentence between two pairs. Range [0, 1]."""
    slot_words: int = 6
    """Up to this many words on both sides, letters decide instead: "£1,526" and "£1,518" share no word. Range
    [0, 20]."""
    slot_letters: float = 0.6
    """Least similarity of the letters in that case. Range [0, 1]."""
    slot_length: int = 200
    """Letters of a line up to which that is tried: a longer one is no figure or name. Range [1, 10,000]."""

    attach_share: float = 0.6
    """Share of a left-over's weight that a paired sentence explains beyond what its partners do. Range [0, 1]. Finds
    parts that stand around another sentence; .8 leaves one in five of those that the generated texts hold."""
    attach_near: int = 2
    """Sentences from the nearest partner up to which that is enough. Range [1, 10]."""
    attach_far_share: float = 0.75
    """The share asked for farther away. Range [0, 1]; less costs .7 points of op macro on ArgRewrite."""
    attach_words: int = 4
    """Words a left-over has at least. Range [1, 20]."""
    attach_distance: int = 3
    """Sentences between a left-over and the nearest partner at most. Range [1, 10]."""
    attach_partners: int = 3
    """Partners a sentence gathers at most. Range [2, 8]."""

    work_limit: int = 2_000_000
    """Words of left-over sentences compared at most: for each pair of sentences compared those of both and 20 more,
    which is what looking at a pair costs besides. Range [10^4, 10^10]. Beyond it a sentence is compared with those
    that share most words with it, and the Comparison says so. Ordinary sentences pass it from some 3,000 that were all
    rewritten."""
    sentence_limit: int = 20_000
    """Sentences that equality leaves over, on both sides together, and stretches of them that moved, that are looked at
    one by one. Range [1, 10^7]. Beyond it what stands between unchanged sentences is told in blocks, and the Comparison
    says so: an article of 50,000 words rewritten from beginning to end has some 7,000."""
    mark_limit: int = 20_000_000
    """Words of old times words of new, at most `max_words` of each and 50 for every word beyond, summed over all
    edits, that are marked one by one. Range [10^4, 10^10]. Edits beyond it are marked whole, and the Comparison says
    so: some twenty rewritten sentences of a thousand words pass it, no article does."""
    common_word: int = 5
    """A word in more left-over sentences of one side is no reason to compare two of them. Range [1, 10^6]. From 4 on no
    figure of the development share changes; a bound keeps unrelated text linear."""
    small_table: int = 64
    """Pairs of left-over sentences up to which all are compared, whatever they share. Range [0, 10^4]; saves work
    only."""
    near_window: int = 3
    """Sentences of its own gap that each is compared with all the same, those around where it would be expected. Range
    [1, 1,000]."""
    common_window: int = 20
    """So many where it holds no word to search by. Range [1, 1,000]. Without it 300 lines that differ in one figure
    each are 300 deleted and 300 added lines."""
    least_common: float = 0.25
    """Share of the distinct words of the shorter sentence that two have in common at least. Range [0, 1]; saves work
    only: from 0 to .25 no figure of the development share changes."""
    max_words: int = 1_000
    """Words of a sentence that its similarity rests on, from its beginning; and words and marks that are marked one by
    one between the equal ends of a pair, beyond which all between them is marked whole, and the Comparison says so.
    Range [10, 10^4]."""
    max_letters: int = 100
    """Letters a side that are marked inside one word. Range [1, 1,000]."""
    letter_similarity: float = 0.5
    """Least similarity of two words whose letters are marked. Range [0, 1]."""
