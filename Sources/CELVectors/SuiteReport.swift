package import Documents

/// What became of every case of a suite.
package struct SuiteReport: Sendable {
  /// In the order of the cases.
  package private(set) var results: [Result] = []
  /// Of the core cases that are typed throughout, those that compiled code ran, and those of them
  /// that it decided without the reference; none when another evaluator ran.
  package private(set) var compiled = (run: 0, decided: 0)

  /// One case.
  package struct Result: Sendable {
    package var id: String
    package var judgement: Judgement
  }

  /// Judges every case of some files; an id that stands twice fails the second time.
  package init(_ files: [SourceFile], _ judge: Judge) {
    var seen: Set<String> = []
    for file in files {
      for entry in VectorReader.read(file) {
        let judgement =
          seen.insert(entry.id).inserted
          ? judge.judge(entry) : .failed("malformed: another case has this id")
        results.append(Result(id: entry.id, judgement: judgement))
        if let isDecided = judge.isDecided(entry) {
          compiled.run += 1
          if isDecided { compiled.decided += 1 }
        }
      }
    }
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
    let failed = failures.map { "failed \($0.id): \(SafeText.message($0.reason))" }
    let reasons = Dictionary(grouping: skips, by: \.reason).mapValues(\.count)
    let skipped = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "skipped \($0.value): \(SafeText.message($0.key))" }
    let decided =
      compiled.run > 0
      ? ["compiled code decided \(compiled.decided) of \(compiled.run) typed core cases alone"] : []
    return (failed + skipped + decided + [summary]).map { $0 + "\n" }.joined()
  }

  /// The same as one JSON document.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("passed", passed)
      writer.member("failed", failures.count)
      writer.member("skipped", skips.count)
      writer.member("summary", summary)
      if compiled.run > 0 {
        writer.member("compiled", compiled.run)
        writer.member("decided", compiled.decided)
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
