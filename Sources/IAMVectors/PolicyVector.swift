import IAM

/// A case about policies, understood.
enum PolicyVector {
  case containment(ContainmentCase)
  case evaluation(EvaluationCase)
}

/// Whether a candidate grants anything that a reference does not.
struct ContainmentCase {
  enum Expectation: String { case pass = "PASS", fail = "FAIL" }

  let reference: PolicyDocument
  let candidate: PolicyDocument
  let expectation: Expectation
  /// Why the expectation is not agreed upon; nil when it is.
  let dispute: String?
}

/// What becomes of one request.
struct EvaluationCase {
  let request: Request
  let policies: PolicySet
  let expectation: Authorization.Decision
  let dispute: String?
}
