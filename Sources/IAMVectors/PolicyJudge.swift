package import Documents
package import IAM
package import Vectors

/// Judges cases about policies; a case that is not understood never passes.
package struct PolicyJudge: Sendable {
  private let containment: Containment
  /// Cases that are not met on purpose, with the reason; keyed by id.
  private let skipList: [String: String]

  package init(
    _ containment: Containment, skipping skipList: [String: String] = KnownDifferences.reasons
  ) {
    self.containment = containment
    self.skipList = skipList
  }

  /// Judges one case of a file.
  package func judge(_ entry: PolicyVectorFile.Entry) -> Judgement {
    switch entry.reading {
    case .unscored(let why): .skipped(why)
    case .misread(let why): .failed("malformed: \(why)")
    case .understood(let vector):
      if let why = skipList[entry.id] {
        .skipped(why)
      } else if vector.dispute != nil {
        .skipped("the expectation is contested")
      } else {
        judge(vector)
      }
    }
  }

  private func judge(_ vector: PolicyVector) -> Judgement {
    switch vector.question {
    case .containment(let question): judge(question)
    case .evaluation(let question): judge(question)
    }
  }

  private func judge(_ question: ContainmentCase) -> Judgement {
    let answer = containment.check(
      [Level(.identity, question.candidate)], within: [Level(.identity, question.reference)])
    switch (answer, question.expectation) {
    case (.contained, .pass), (.new, .fail): return .passed
    case (.contained, .fail): return .failed("expected FAIL, and nothing new is granted")
    case (.new(let found), .pass):
      let examples = found.map { "\($0.request.action) on \($0.request.resource)" }
      return .failed("expected PASS, and \(examples.first ?? "") is new")
    case (.unknown(let reasons), _):
      return .failed("unknown: \(reasons.joined(separator: "; "))")
    }
  }

  private func judge(_ question: EvaluationCase) -> Judgement {
    let found = Authorization.judge(PrincipalKeys.completed(question.request), question.policies)
    guard found.decision != question.expectation else { return .passed }
    return .failed(
      "expected \(question.expectation.rawValue), found \(found.decision.rawValue)"
        + (found.reasons.isEmpty ? "" : ": " + found.reasons.joined(separator: "; ")))
  }
}

/// Cases of suites of others whose expectation is not AWS's documented answer.
package enum KnownDifferences {
  private static let edition =
    "a document without `Version` is of 2008-10-17, where `${aws:username}` is no variable"

  /// The reason, keyed by id of the case.
  package static let reasons = ["quacky-0053": edition, "quacky-0077": edition]
}

extension SuiteReport {
  /// Judges every case of some files.
  package init(_ files: [SourceFile], _ judge: PolicyJudge) {
    self.init()
    for file in files {
      for entry in PolicyVectorFile.read(file) { add(entry.id, judge.judge(entry)) }
    }
  }
}
