import Documents

/// What became of every case of a suite.
package struct SuiteReport: Sendable {
  /// In the order of the cases.
  package private(set) var results: [Result] = []
  /// What else is told of the run, in order: a sentence for people, and the numbers in it by name.
  package var remarks: [Remark] = []
  private var seen: Set<String> = []

  /// One case.
  package struct Result: Sendable {
    package var id: String
    package var judgement: Judgement
  }

  /// Something that was counted besides.
  package struct Remark: Sendable {
    package var sentence: String
    package var counts: [(name: String, count: Int)]

    package init(_ sentence: String, _ counts: [(name: String, count: Int)]) {
      self.sentence = sentence
      self.counts = counts
    }
  }

  package init() {}

  /// Adds a case; an id that stands twice fails the second time, and is not judged.
  package mutating func add(_ id: String, _ judgement: @autoclosure () -> Judgement) {
    results.append(
      Result(
        id: id,
        judgement: seen.insert(id).inserted
          ? judgement() : .failed("malformed: another case has this id")))
  }

  package var passed: Int { results.count { $0.judgement == .passed } }

  /// Cases that failed, with the reason, in their order.
  package var failures: [(id: String, reason: String)] {
    results.compactMap { if case .failed(let why) = $0.judgement { ($0.id, why) } else { nil } }
  }

  /// Cases that were skipped, with the reason, in their order.
  package var skips: [(id: String, reason: String)] {
    results.compactMap { if case .skipped(let why) = $0.judgement { ($0.id, why) } else { nil } }
  }

  /// `N passed, M failed, K skipped`.
  package var summary: String {
    "\(passed) passed, \(failures.count) failed, \(skips.count) skipped"
  }

  /// Failures line by line, skips by reason, and the summary last.
  package var text: String {
    let failed = failures.map {
      "failed \(SafeText.message($0.id)): \(SafeText.message($0.reason))"
    }
    let reasons = Dictionary(grouping: skips, by: \.reason).mapValues(\.count)
    let skipped = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "skipped \($0.value): \(SafeText.message($0.key))" }
    return (failed + skipped + remarks.map(\.sentence) + [summary]).map { $0 + "\n" }.joined()
  }

  /// The same as one JSON document.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("passed", passed)
      writer.member("failed", failures.count)
      writer.member("skipped", skips.count)
      writer.member("summary", summary)
      for remark in remarks {
        for (name, count) in remark.counts { writer.member(name, count) }
      }
      Self.write(failures, "failures", to: &writer)
      Self.write(skips, "skips", to: &writer)
    }
    return writer.bytes + Array("\n".utf8)
  }

  private static func write(
    _ cases: [(id: String, reason: String)], _ key: String, to writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.array { writer in
      for item in cases {
        writer.object { writer in
          writer.member("id", item.id)
          writer.member("reason", item.reason)
        }
      }
    }
  }
}
