"""The conditions of section 3 as an answer set program (section 8), many theories in one run.

Opposition, implication, "for", "against" and ≻ are computed by the program from the masks, not taken from Python. The
stable models extend the tags: where nothing is undetermined there is exactly one. What is undetermined is never read
off the models, since an odd loop leaves none at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import clingo

from tests.oracle.plain import ALWAYS_STANDING, NOT_OBLIGATORY, Lit, Plain

PROGRAM = """
% D2: literals
lit(T,l(S,V)) :- word(T,S,V).
lit(T,l(S,V)) :- head(T,_,S,V).
lit(T,l(S,V)) :- pos(T,_,l(S,V)).
lit(T,l(S,V)) :- neg(T,_,l(S,V)).
lit(T,l(S,V)) :- declared(T,l(S,V),_).
lit(T,l(S,V)) :- declared(T,_,l(S,V)).
lit(T,l(S,V)) :- given(T,S,V), not whole(T,S,V).

% D3: implication and opposition
imp(T,l(S,V),l(S,W)) :- lit(T,l(S,V)), lit(T,l(S,W)), V & W == V.
opp(T,l(S,V),l(S,W)) :- lit(T,l(S,V)), lit(T,l(S,W)), V & W == 0.
opp(T,M,N) :- declared(T,A,B), imp(T,M,A), imp(T,N,B).
opp(T,N,M) :- declared(T,A,B), imp(T,M,A), imp(T,N,B).

% D6, D7
for(T,R,Q) :- head(T,R,S,V), concludes(T,R), imp(T,l(S,V),Q).
against(T,R,Q) :- head(T,R,S,V), opp(T,l(S,V),Q).
beats(T,A,B) :- above(T,A,B), concludes(T,A), head(T,A,S,V), head(T,B,S2,V2), opp(T,l(S,V),l(S2,V2)).
beats(T,A,B) :- exception(T,A,B), not defeater(T,A).

% definite
dd(T,l(S,W)) :- given(T,S,V), lit(T,l(S,W)), V & W == V.
dd(T,Q) :- for(T,R,Q), strict(T,R), dd(T,A) : pos(T,R,A).
oppdef(T,Q) :- opp(T,M,Q), dd(T,M).

% defeasible
d(T,Q) :- dd(T,Q).
d(T,Q) :- lit(T,Q), not oppdef(T,Q), for(T,R,Q), app(T,R), unb(T,R), out(T,S) : against(T,S,Q).
out(T,S) :- fail(T,S).
out(T,S) :- over(T,S).
app(T,R) :- rule(T,R), d(T,A) : pos(T,R,A); not d(T,B) : neg(T,R,B).
fail(T,R) :- pos(T,R,A), not d(T,A).
fail(T,R) :- neg(T,R,B), d(T,B).
over(T,S) :- beats(T,U,S), app(T,U), unb(T,U).
unb(T,S) :- rule(T,S), out(T,U) : beats(T,U,S).

#defined word/3. #defined whole/3. #defined head/4. #defined pos/3. #defined neg/3. #defined given/3.
#defined declared/3. #defined rule/2. #defined concludes/2. #defined strict/2. #defined defeater/2.
#defined above/3. #defined exception/3.
#show d/2.
"""


class ClingoSaid(Exception):
    """clingo printed something; it never should."""


def models(theories: Sequence[Plain], limit: int = 2) -> list[list[frozenset[Lit]]]:
    """Up to ``limit`` stable models of all theories taken together, each split into one set of literals a theory."""

    said: list[str] = []
    control = clingo.Control([str(limit)], logger=lambda code, text: said.append(f"{code.name}: {text}"))
    try:
        control.add("base", [], PROGRAM + "\n".join(line for i, t in enumerate(theories) for line in _facts(i, t)))
        control.ground([("base", [])])
    except RuntimeError as error:
        raise ClingoSaid("\n".join(said)) from error
    if said:
        raise ClingoSaid("\n".join(said))
    found: list[list[frozenset[Lit]]] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            shown: list[set[Lit]] = [set() for _ in theories]
            for atom in model.symbols(shown=True):
                index, literal = atom.arguments
                shown[index.number].add((literal.arguments[0].string, literal.arguments[1].number))
            found.append([frozenset(each) for each in shown])
    return found


def _facts(i: int, t: Plain) -> Iterator[str]:
    for name, sentence in t.sentences.items():
        words = ALWAYS_STANDING if sentence.standing else tuple(1 << k for k in range(sentence.size))
        for word in (*words, NOT_OBLIGATORY) if sentence.two_sided else words:
            yield f'word({i},"{name}",{word}).'
        yield f'whole({i},"{name}",{(1 << sentence.size) - 1}).'
    for name, values in t.given.items():
        yield f'given({i},"{name}",{values}).'
    for a, b in t.declared:
        yield f"declared({i},{_term(a)},{_term(b)})."
    for r in t.rules:
        yield f'rule({i},"{r.label}").'
        if r.kind == "strict":
            yield f'strict({i},"{r.label}").'
        if r.kind == "defeater":
            yield f'defeater({i},"{r.label}").'
        if r.head is not None:
            yield f'head({i},"{r.label}","{r.head[0]}",{r.head[1]}).'
            if r.kind != "defeater":
                yield f'concludes({i},"{r.label}").'
        for a in r.needs:
            yield f'pos({i},"{r.label}",{_term(a)}).'
        for b in r.bars:
            yield f'neg({i},"{r.label}",{_term(b)}).'
    for upper, lower in sorted(t.superior):
        for above in (r.label for r in t.rules if r.name == upper):
            for below in (r.label for r in t.rules if r.name == lower):
                yield f'above({i},"{above}","{below}").'
    for upper, lower in sorted(t.exceptions):
        yield f'exception({i},"{upper}","{lower}").'


def _term(q: Lit) -> str:
    return f'l("{q[0]}",{q[1]})'
