package import Documents
package import IAM

/// Judges the cases of files.
package struct PolicyJudge: Sendable {
  private let containment: Containment

  package init(_ containment: Containment) {
    self.containment = containment
  }

  /// What became of one case.
  package enum Judgement: Sendable, Equatable {
    case passed
    case failed(String)
    case skipped(String)
  }

  /// Every case of a file with its id, in file order.
  package func judge(_ file: SourceFile) -> [(id: String, judgement: Judgement)] {
    let (document, problems) = JSONReader.read(file)
    guard let document else {
      return [(file.path, .failed(problems.first?.message ?? "cannot be read"))]
    }
    guard let vectors = document.root["vectors"]?.elements else {
      return [(file.path, .skipped("no `vectors` in the file"))]
    }
    return vectors.enumerated().map { index, node in
      (node["id"]?.text ?? "\(file.path)#\(index)", judge(node, in: file))
    }
  }

  private func judge(_ node: Node, in file: SourceFile) -> Judgement {
    do throws(PolicyMisreading) {
      var reader = try PolicyVectorReader(node, in: file)
      switch try reader.read() {
      case .containment(let vector): return judge(vector)
      case .evaluation(let vector): return judge(vector)
      }
    } catch {
      switch error {
      case .malformed(let reason): return .failed("malformed: \(reason)")
      case .unscored(let reason): return .skipped(reason)
      }
    }
  }

  private func judge(_ vector: ContainmentCase) -> Judgement {
    if vector.dispute != nil { return .skipped("the expectation is contested") }
    let answer = containment.check(
      [Level(.identity, [vector.candidate])], within: [Level(.identity, [vector.reference])])
    switch (answer, vector.expectation) {
    case (.contained, .pass), (.new, .fail): return .passed
    case (.contained, .fail): return .failed("expected FAIL, and nothing new is granted")
    case (.new(let found), .pass):
      let request = found[0].request
      return .failed("expected PASS, and \(request.action) on \(request.resource) is new")
    case (.unknown(let reasons), _):
      return .failed("unknown: \(reasons.joined(separator: "; "))")
    }
  }

  private func judge(_ vector: EvaluationCase) -> Judgement {
    if vector.dispute != nil { return .skipped("the expectation is contested") }
    let found = Authorization.judge(vector.request, vector.policies)
    guard found.decision != vector.expectation else { return .passed }
    return .failed(
      "expected \(vector.expectation.rawValue), found \(found.decision.rawValue)"
        + (found.reasons.isEmpty ? "" : ": " + found.reasons.joined(separator: "; ")))
  }
}
