"""A base on trade secrets after CATO: factors F1 to F27 (there is no F9), in our words, and its cases.

Aleven 1997, "Teaching case-based argumentation through a model and examples"; the cases as they are coded in the
literature that followed (Al-Abdulkarim, Atkinson, Bench-Capon, "A methodology for designing systems to reason with
legal cases using abstract dialectical frameworks", Artificial Intelligence and Law 24, 2016). The sides of the factors
and the factors of the cases were compared with two public programs that encode them; the outcomes are those of the
courts. The thesis itself was not opened.
"""

from __future__ import annotations

from siyar.precedent import CaseBase, Decision, Factor, Hierarchy, Side, Situation

PLAINTIFF, DEFENDANT = Side.FOR, Side.AGAINST

FACTORS = {
    "F1": (DEFENDANT, "told it to the other side while they negotiated"),
    "F2": (PLAINTIFF, "an employee was paid to change sides or to bring it"),
    "F3": (DEFENDANT, "the employee alone had worked it out"),
    "F4": (PLAINTIFF, "a promise not to tell"),
    "F5": (DEFENDANT, "the promise did not say what it covered"),
    "F6": (PLAINTIFF, "steps were taken to keep it secret"),
    "F7": (PLAINTIFF, "the employee brought drawings or tools along"),
    "F8": (PLAINTIFF, "having it saved time or money"),
    "F10": (DEFENDANT, "outsiders had been told"),
    "F11": (DEFENDANT, "it is about customers and suppliers"),
    "F12": (PLAINTIFF, "outsiders were told under a duty of silence"),
    "F13": (PLAINTIFF, "a promise not to compete"),
    "F14": (PLAINTIFF, "material was used against a restriction"),
    "F15": (PLAINTIFF, "nobody else made such a product"),
    "F16": (DEFENDANT, "it can be found out from the product"),
    "F17": (DEFENDANT, "it was worked out independently"),
    "F18": (PLAINTIFF, "the products are the same"),
    "F19": (DEFENDANT, "no steps were taken to keep it secret"),
    "F20": (DEFENDANT, "competitors knew it"),
    "F21": (PLAINTIFF, "the other side knew it was confidential"),
    "F22": (PLAINTIFF, "it was got by intrusion"),
    "F23": (DEFENDANT, "confidentiality was waived"),
    "F24": (DEFENDANT, "it could be had elsewhere"),
    "F25": (DEFENDANT, "it was found out from the product"),
    "F26": (PLAINTIFF, "it was got by deceit"),
    "F27": (DEFENDANT, "it was told in public"),
}

CASES = {
    "Bryce": (PLAINTIFF, "F1 F4 F6 F18 F21"),
    "K&G": (PLAINTIFF, "F6 F14 F15 F16 F18 F21 F25"),
    "Robinson": (DEFENDANT, "F1 F10 F18 F19 F26"),
    "Yokana": (DEFENDANT, "F7 F10 F16 F27"),
    "National Rejectors": (DEFENDANT, "F7 F10 F15 F16 F18 F19 F27"),
    "Arco": (DEFENDANT, "F10 F16 F20"),
}

#: The other cases, but for Mason, which is the one to be decided.
FURTHER = {
    "Boeing": (PLAINTIFF, "F1 F4 F6 F10 F12 F14 F21"),
    "College Watercolour": (PLAINTIFF, "F1 F15 F26"),
    "Den-Tal-Ez": (PLAINTIFF, "F1 F4 F6 F21 F26"),
    "Ecologix": (DEFENDANT, "F1 F19 F21 F23"),
    "Emery": (PLAINTIFF, "F10 F18 F21"),
    "Ferranti": (DEFENDANT, "F2 F17 F19 F20 F27"),
    "Sandlin": (DEFENDANT, "F1 F10 F16 F19 F27"),
    "Sheets": (DEFENDANT, "F18 F19 F27"),
    "Space Aero": (PLAINTIFF, "F1 F8 F15 F18 F19"),
    "Televation": (PLAINTIFF, "F6 F10 F12 F15 F16 F18 F21"),
    "CMI": (DEFENDANT, "F4 F6 F10 F16 F17 F20 F27"),
    "Digital Development": (PLAINTIFF, "F1 F6 F8 F15 F18 F21"),
    "FMC": (PLAINTIFF, "F4 F6 F7 F10 F11 F12"),
    "Forest Laboratories": (PLAINTIFF, "F1 F6 F15 F21"),
    "Goldberg": (PLAINTIFF, "F1 F10 F21 F27"),
    "Laser Industries": (PLAINTIFF, "F1 F6 F10 F12 F21"),
    "Lewis": (PLAINTIFF, "F1 F8 F21"),
    "MBL": (DEFENDANT, "F4 F5 F6 F10 F13 F20"),
    "Mineral Deposits": (PLAINTIFF, "F1 F14 F16 F18 F25"),
    "National Instruments": (PLAINTIFF, "F1 F18 F21"),
    "Reinforced Molding": (PLAINTIFF, "F1 F4 F6 F8 F15 F21"),
    "Scientology": (DEFENDANT, "F4 F6 F10 F11 F12 F20"),
    "Technicon": (PLAINTIFF, "F6 F10 F12 F14 F16 F21 F25"),
    "Trandes": (PLAINTIFF, "F1 F4 F6 F10 F12"),
    "Valco Cincinnati": (PLAINTIFF, "F1 F6 F10 F12 F15 F21"),
}

MASON = Situation(frozenset({"F1", "F6", "F15", "F16", "F21"}))

#: Some of the abstract factors: was it kept secret, was it known to be confidential, was it valuable, was it known.
HIERARCHY = Hierarchy(
    tuple((f, "efforts to keep it secret", True) for f in ("F4", "F6", "F12"))
    + tuple((f, "efforts to keep it secret", False) for f in ("F10", "F19", "F27"))
    + tuple((f, "knew it was confidential", True) for f in ("F4", "F13", "F14", "F21"))
    + tuple((f, "knew it was confidential", False) for f in ("F5", "F23"))
    + tuple((f, "the information was valuable", True) for f in ("F8", "F15"))
    + tuple((f, "known or available", True) for f in ("F16", "F20", "F24", "F25", "F27"))
    + (("known or available", "the information was valuable", False),)
)


def trade_secrets(*, further: bool = False) -> CaseBase:
    """The cases of the literature give no reasons: all that favoured the winner is taken for the reason."""
    bare = CaseBase(tuple(Factor(name, side) for name, (side, _) in FACTORS.items()), (), ())
    decisions = []
    for name, (side, factors) in {**CASES, **(FURTHER if further else {})}.items():
        at = Situation(frozenset(factors.split()))
        decisions.append(Decision(name, at, side, bare.whole_reason(at, side)))
    return CaseBase(bare.factors, (), tuple(decisions))
