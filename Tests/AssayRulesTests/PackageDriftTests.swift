import AssayModel
import AssayRules
import Testing

/// Versions of packages against each other, and lists of packages.
struct PackageDriftTests {
  struct Case: CustomTestStringConvertible {
    let now: PackageRow
    let other: PackageRow
    let order: String

    var testDescription: String {
      "\(now.printed ?? "-") against \(other.printed ?? "-"): \(order)"
    }

    init(_ now: PackageRow, _ other: PackageRow, _ order: String) {
      (self.now, self.other, self.order) = (now, other, order)
    }
  }

  private static func rpm(
    _ version: String?, _ release: String? = "1", epoch: String? = nil
  ) -> PackageRow {
    PackageRow(
      name: "a", version: version, release: .told(release), epoch: .told(epoch), kind: .rpm)
  }

  private static func old(_ version: String) -> PackageRow {
    PackageRow(name: "a", version: version, kind: .rpm)
  }

  private static func bare(_ version: String) -> PackageRow {
    PackageRow(name: "a", version: version)
  }

  private static func other(_ version: String, _ kind: PackageRow.Kind) -> PackageRow {
    PackageRow(name: "a", version: version, release: .told(nil), epoch: .told(nil), kind: kind)
  }

  private static func word(_ order: PackageOrder) -> String {
    if case .undecidable = order { "undecidable" } else { "\(order)" }
  }

  @Test(arguments: [
    Case(rpm("1.10"), rpm("1.9"), "later"),
    Case(rpm("1.9"), rpm("1.10"), "earlier"),
    Case(rpm("1.0", "2.amzn2023.0.10"), rpm("1.0", "2.amzn2023.0.9"), "later"),
    Case(rpm("1.0~rc1"), rpm("1.0"), "earlier"),
    Case(rpm("1.0", "1", epoch: "1"), rpm("9.0"), "later"),
    Case(rpm("1.0", "1", epoch: "0"), rpm("1.0"), "same"),
    Case(rpm(nil), rpm("1"), "undecidable"),
    Case(rpm("1.0"), old("1.0"), "sameAsTold"),
    Case(rpm("1.1"), old("1.0"), "undecidable"),
    Case(rpm("1.1"), old("1.0-3"), "later"),
    Case(rpm("1.0", "3"), old("1.0-3"), "same"),
    Case(rpm("1.0", "3", epoch: "2"), bare("2:1.0-3"), "same"),
    Case(rpm("1.1", "1", epoch: "2"), bare("2:1.0"), "later"),
    Case(other("1:8.9p1-3ubuntu0.10", .deb), other("1:8.9p1-3ubuntu0.9", .deb), "later"),
    Case(other("3.3~esm1", .deb), other("3.3", .deb), "earlier"),
    Case(other("3.3.1000.0", .snap), other("3.3.987.0", .snap), "later"),
    Case(other("1.300049.1b929", .windows), other("1.300041.0b681", .windows), "later"),
    Case(bare("1.0"), bare("1.0"), "same"),
    Case(bare("1.1"), bare("1.0"), "undecidable"),
  ])
  func `versions stand as their kind orders them, and what is not told decides nothing`(
    _ test: Case
  ) {
    #expect(Self.word(PackageOrder.of(test.now, against: test.other)) == test.order)
    let back = ["later": "earlier", "earlier": "later"][test.order] ?? test.order
    #expect(Self.word(PackageOrder.of(test.other, against: test.now)) == back)
  }

  @Test(arguments: [
    ("1.24.0", "1", "1.24", "same"), ("1.24.0", "1", "1.24.0", "same"),
    ("1.24.0", "1", "1.24.0-1", "same"), ("1.24.0", "1", "1.24.*", "same"),
    ("1.24.0", "1", "1.2", "later"), ("1.22.0", "1", "1.24", "earlier"),
    ("1.24.0", "2", "1.24.0-1", "later"), ("1.24.0", "1", "2:1.0", "earlier"),
  ])
  func `a version that a command asks for is met by those that begin with it`(
    _ version: String, _ release: String, _ wanted: String, _ order: String
  ) {
    let row = Self.rpm(version, release)
    #expect(Self.word(PackageOrder.of(row, wanted: wanted, kind: .rpm)) == order)
  }

  private func drift(
    _ before: [PackageRow], _ after: [PackageRow], gaps: (String?, String?) = (nil, nil)
  ) -> [String] {
    PackageDrift(
      from: PackageIndex(PackageList(rows: before, gap: gaps.0)),
      to: PackageList(rows: after, gap: gaps.1)
    ).changes.map { "\($0.kind.rawValue) \($0.was ?? "-") \($0.now ?? "-")" }
  }

  @Test func `what is listed again counts all its rows, whichever stands first`() {
    let (one, two) = (Self.rpm("6.1"), Self.rpm("6.2"))
    #expect(drift([one], [two, one]) == ["patched-forward 6.1-1 6.2-1"])
    #expect(drift([two], [two, two]) == ["added - 6.2-1"])
    #expect(drift([one], [one]) == [])
  }

  @Test func `kernels are replaced, kept and cleaned up`() {
    let (one, two, three) = (Self.rpm("6.1"), Self.rpm("6.2"), Self.rpm("6.3"))
    #expect(drift([one], [one, two]) == ["patched-forward 6.1-1 6.2-1"])
    #expect(drift([one, two], [two, three]) == ["patched-forward 6.2-1 6.3-1"])
    #expect(drift([one, two], [two]) == ["removed 6.1-1 -"])
    #expect(drift([two], [one, two]) == ["added - 6.1-1"])
    #expect(drift([two], [one]) == ["regressed 6.2-1 6.1-1"])
    #expect(drift([one, one], [one, one]) == [])
  }

  @Test func `architectures and kinds are packages of their own where all rows tell`() {
    func row(_ version: String, _ architecture: String?, _ kind: PackageRow.Kind = .rpm)
      -> PackageRow
    {
      PackageRow(
        name: "a", version: version, release: .told("1"), epoch: .told(nil),
        architecture: architecture, kind: kind)
    }
    #expect(
      drift([row("1", "i686"), row("2", "x86_64")], [row("2", "i686"), row("2", "x86_64")])
        == ["patched-forward 1-1 2-1"])
    #expect(drift([row("1", nil)], [row("2", "x86_64")]) == ["patched-forward 1-1 2-1"])
    #expect(
      drift([row("1", "x86_64", .snap)], [row("2", "x86_64", .deb)])
        == ["added - 2-1", "removed 1-1 -"])
  }

  @Test func `keys are things of their own, whatever their ids look like`() {
    func key(_ version: String) -> PackageRow {
      PackageRow(
        name: "gpg-pubkey", version: version, release: .told("1"), epoch: .told(nil), kind: .rpm)
    }
    #expect(drift([key("2")], [key("3")]) == ["removed 2-1 -", "added - 3-1"])
    #expect(drift([key("3")], [key("2"), key("3")]) == ["added - 2-1"])
  }

  @Test func `rows that may be of different architectures are not told apart by their versions`() {
    func row(_ version: String, _ architecture: String?) -> PackageRow {
      PackageRow(
        name: "a", version: version, release: .told("1"), epoch: .told(nil),
        architecture: architecture, kind: .rpm)
    }
    let built = [row("2.34", nil), row("2.34", nil)]
    #expect(
      drift(built, [row("2.34", "x86_64"), row("2.30", "i686")]) == ["undecided 2.34-1 2.30-1"])
    #expect(
      drift(built, [row("2.36", "x86_64"), row("2.30", "i686")]) == ["undecided 2.34-1 2.36-1"])
    #expect(drift(built, [row("2.34", "x86_64"), row("2.34", "i686")]) == [])
  }

  @Test(arguments: [
    (Self.rpm("1.0"), Self.old("1.0")), (Self.old("1.0"), Self.rpm("1.0")),
    (
      PackageRow(name: "a", version: "1", release: .told("1"), epoch: .told("1"), kind: .rpm),
      PackageRow(name: "a", version: "1", release: .told("1"), epoch: .untold, kind: .rpm)
    ),
  ])
  func `what an agent leaves out is not the same, as what the service leaves out counts as`(
    _ before: PackageRow, _ after: PackageRow
  ) {
    #expect(drift([before], [after]).map { $0.prefix(9) } == ["undecided"])
    let listed = Self.bare("1.0")
    #expect(drift([listed], [Self.rpm("1.0")]) == [])
  }

  @Test func `what a short list leaves out is undecided`() {
    let (a, b) = (Self.rpm("1"), PackageRow(name: "b", version: "1", kind: .rpm))
    #expect(drift([a], [], gaps: (nil, "cut")) == ["undecided 1-1 -"])
    #expect(drift([], [b], gaps: ("cut", nil)) == ["undecided - 1"])
    #expect(drift([a], [], gaps: ("cut", nil)) == ["removed 1-1 -"])
    #expect(drift([], [b], gaps: (nil, "cut")) == ["added - 1"])
  }

  @Test func `a name that is listed without end is not compared row by row`() {
    let rows = (0..<10_000).map { Self.rpm("\($0)") }
    #expect(drift(rows, rows.reversed()) == ["undecided 0-1 9999-1"])
  }
}
