import AssayModel

extension LanguageReference {
  static var software: LanguageGroup {
    LanguageGroup(
      "Installed software",
      """
      What runs on a machine is told by inventory, in hundreds of rows a node, at some time. Rules ask for \
      packages by name, compare their versions in the order of what installed them, and say how old the \
      evidence may be.
      """,
      [named, isAtLeast, isFresh])
  }

  private static let node = LanguageEntry.Sample(
    .managedNode,
    """
    nodeId: i-0a1b2c3d4e5f60718
    softwareCaptured: 2025-12-30T00:00:00Z
    software:
      - {name: openssh-server, version: 8.7p1, release: 8.amzn2023.0.9, packageKind: rpm}
      - {name: curl, version: 8.5.0-2ubuntu10.6, packageKind: deb}
    """)

  private static var named: LanguageEntry {
    LanguageEntry(
      "named", "The packages of a list that have a name, or one of some names.",
      notes: [
        "Names are written in the rule or are a parameter: only packages that a rule asks for are kept of an inventory. Names that are worked out are refused.",
        "Names are compared as they are spelled. Where rows may be missing, what is not listed is unknown, never absent.",
      ], given: node,
      examples: [
        #"resource.software.named("openssh-server").size()"#: "1 : int",
        #"resource.software.named(["telnet", "rsh"]).exists(s, true)"#: "false : bool",
      ], related: ["isAtLeast"])
  }

  private static var isAtLeast: LanguageEntry {
    LanguageEntry(
      "isAtLeast", "Whether an installed package has a version or a later one.",
      notes: [
        "RPM packages are compared by epoch, version and release, Debian's by Debian's order, snaps and Windows programs number by number.",
        "A text without epoch and release (`3.3.1000.0`) is the maker's version, and only that is compared. With either the whole is compared; an epoch that is not written is none.",
        "Old agents send neither epoch nor release of RPM packages: where the answer hangs on them it is unknown.",
      ], given: node,
      examples: [
        #"resource.software.named("openssh-server").all(s, s.isAtLeast("8.7p1-8.amzn2023.0.11"))"#:
          "false : bool",
        #"resource.software.named("openssh-server").all(s, s.isAtLeast("8.7"))"#: "true : bool",
        #"resource.software.named("curl").all(s, s.isAtLeast("8.5.0-2ubuntu10.10"))"#:
          "false : bool",
      ], related: ["named", "version", "evr"])
  }

  private static var isFresh: LanguageEntry {
    LanguageEntry(
      "isFresh",
      "True when evidence was taken no longer ago than that; otherwise the answer is unknown, not no.",
      notes: [
        "In `when` it makes a verdict over stale evidence one that could not be checked, whatever the evidence says. Write `params.maxAgeDays == 0 ||` before it where no limit shall be one."
      ], given: node,
      examples: [
        "resource.softwareCaptured.isFresh(days(7))": "true : bool",
        "resource.softwareCaptured.isFresh(days(1))": "unknown: the evidence",
      ], related: ["age", "days"])
  }
}
