import Documents
import Records

extension Datum {
  /// What is known of a value that is unknown: the text around its gaps.
  ///
  /// A value that is nothing but a gap is one too when it has a name, a link's or a parameter's, so
  /// that two places which hold the same value are known to.
  var outline: UnknownReason.Outline? {
    if let text, !holes.isEmpty {
      let gaps = holes.sorted { $0.key < $1.key }.map { spelling, reason in
        reason.outline?.gaps.first { $0.spelling == spelling } ?? UnknownReason.Gap(spelling)
      }
      return UnknownReason.Outline(text: text.wholeText, gaps: gaps)
    }
    switch content {
    case .unknown(let reason): return reason.outline
    case .link(let link):
      // Spelled as `Fn::Sub` does; known by the file that declares it.
      let owner = link.key.split(separator: "#").last.map(String.init) ?? link.key
      let name = [owner, link.attribute].compactMap { $0 }.joined(separator: ".")
      let identity = [link.key, link.attribute].compactMap { $0 }.joined(separator: ".")
      return UnknownReason.Outline(
        UnknownReason.Gap("${\(name)}", identity: identity, form: link.form))
    default: return nil
    }
  }

  /// The spelling of a value that is one gap and has a name; nil for all others.
  var nameOfGap: String? {
    guard let outline, outline.gaps.count == 1, outline.gaps[0].spelling == outline.text else {
      return nil
    }
    return outline.text
  }
}

extension ResourceLink {
  /// What the ARN of a role or bucket and the name of a role look like, whatever name and account will be.
  ///
  /// Source: Service Authorization Reference, resource types of IAM and S3.
  fileprivate var form: UnknownReason.Outline? {
    let name = UnknownReason.Gap("${\(key)}", identity: key)
    switch (type, attribute?.lowercased()) {
    case ("AWS::S3::Bucket", "arn"), ("aws_s3_bucket", "arn"):
      return UnknownReason.Outline(text: "arn:aws:s3:::\(name.spelling)", gaps: [name])
    case ("AWS::IAM::Role", "arn"), ("aws_iam_role", "arn"):
      // Not the name alone: there may be a path.
      let path = UnknownReason.Gap("${\(key).Arn}", identity: "\(key)#path")
      return UnknownReason.Outline(
        text: "arn:aws:iam::${AWS::AccountId}:role/\(path.spelling)", gaps: [path])
    case ("AWS::IAM::Role", nil), ("aws_iam_role", "name"), ("aws_iam_role", "id"):
      return UnknownReason.Outline(name)
    default: return nil
    }
  }
}
