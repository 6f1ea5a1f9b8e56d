"""What comment sections of one system are written with: three readers, and one template put together in ways."""

ADA, BO, CHI = "Ada Lindqvist", "Bo Ferreira", "Chi Okafor"
SAID = {
    ADA: "The bridge was closed again this morning.",
    BO: "It opens at noon, says the sign on the pier.",
    CHI: "Two hours in the rain and still no ferry.",
}
TREE = [(ADA, None), (BO, ADA), (CHI, None)]
FLAT = [(ADA, None), (BO, None), (CHI, None)]
CLOCK = {ADA: "09:30", BO: "10:05", CHI: "11:45"}
ISO = {who: f"2026-02-03T{clock}:00+00:00" for who, clock in CLOCK.items()}
NUMBER = {ADA: "4101", BO: "4102", CHI: "4107"}


def one(template, who, inner=""):
    """One comment: the template's capitals replaced; HOUR is the clock with am or pm."""
    hour = f"{CLOCK[who].lstrip('0')} am"
    parts = {
        "WHO": who,
        "SAID": SAID[who],
        "ISO": ISO[who],
        "CLOCK": CLOCK[who],
        "HOUR": hour,
        "KEY": NUMBER[who],
        "INNER": inner,
    }
    for name, value in parts.items():
        template = template.replace(name, value)
    return template


def nested(template, wrap="INNER"):
    """Ada with Bo's answer inside, then Chi."""
    return one(template, ADA, wrap.replace("INNER", one(template, BO))) + one(template, CHI)


def flat(template, answer=None):
    """All three side by side; ``answer`` is the template of Bo's."""
    return one(template, ADA) + one(answer or template, BO) + one(template, CHI)


def beside(template, wrap):
    """Bo's answer in a box after Ada's."""
    return one(template, ADA) + wrap.replace("INNER", one(template, BO)) + one(template, CHI)
