"""The capabilities of this installation, in the order in which their pages are listed."""

INSTALLED = [
    "commonweal.capabilities.founding",
    "commonweal.capabilities.membership",
    "commonweal.capabilities.calls",
    "commonweal.capabilities.diligence",
    "commonweal.capabilities.chartering",
    "commonweal.capabilities.agreement",
    "commonweal.capabilities.bodies",
    "commonweal.capabilities.interests",
    "commonweal.capabilities.disputes",
    "commonweal.capabilities.decisions",
    "commonweal.capabilities.commitments",
    "commonweal.capabilities.pulse",
    "commonweal.capabilities.launch",
    "commonweal.capabilities.trust",
    "commonweal.capabilities.erasure",
    "commonweal.capabilities.access",
    "commonweal.capabilities.fit",
    "commonweal.capabilities.messages",
    "commonweal.capabilities.finding",
    "commonweal.capabilities.register",
]
