package import Records

/// What a function that looks further than its arguments says of a call: one item of evidence.
package struct Remark: Sendable, Hashable {
  /// What it is about, as people name it: `inline policy logs, statement 2`.
  package let path: String
  package let got: String
  /// What would have been good; nil when the call does not say.
  package let allowed: String?
  package let origin: Origin?

  package init(path: String, got: String, allowed: String? = nil, origin: Origin? = nil) {
    self.path = path
    self.got = got
    self.allowed = allowed
    self.origin = origin
  }
}
