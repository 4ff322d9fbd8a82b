package import IAM

/// A case about policies, understood.
package struct PolicyVector: Sendable {
  package let question: Question
  /// Why the expectation is not agreed upon; nil when it is.
  package let dispute: String?

  package enum Question: Sendable {
    case containment(ContainmentCase)
    case evaluation(EvaluationCase)
  }
}

/// Whether a candidate grants anything that a reference does not.
package struct ContainmentCase: Sendable {
  package enum Expectation: String, Sendable { case pass = "PASS", fail = "FAIL" }

  /// Policies of which one has to allow and none may deny; never empty.
  package let reference: [PolicyDocument]
  package let candidate: [PolicyDocument]
  package let expectation: Expectation
}

/// What becomes of one request.
package struct EvaluationCase: Sendable {
  package let request: Request
  package let policies: PolicySet
  package let expectation: Authorization.Decision
}
