import AssayModel

extension LanguageReference {
  static var names: LanguageGroup {
    LanguageGroup(
      "Names and paths",
      "Amazon Resource Names, `arn:partition:service:region:account:resource`, and paths of files.",
      [
        LanguageEntry(
          "arn", "An Amazon Resource Name from its text.",
          notes: [
            "A text without six parts, or with an empty partition, service or resource, is an error.",
            "The last part may hold colons and slashes.",
          ],
          given: .init(
            .image,
            "{imageRecipeArn: arn:aws:imagebuilder:eu-west-1:123456789012:image-recipe/base/1.0.0}"),
          examples: [
            "has(resource.imageRecipeArn) && arn(resource.imageRecipeArn).service() == \"imagebuilder\"":
              "true : bool",
            #"arn("arn:aws:iam::123456789012:role/a:b").resource()"#: #""role/a:b" : string"#,
            #"arn("bucket")"#:
              "refused: `bucket` is no resource name: write it as `arn:aws:s3:::name` [bad-literal]",
            #"arn("arn:" + "aws")"#: "error: cannot convert `arn:aws` to arn",
          ], related: ["isARN", "matches", "account"]),
        LanguageEntry(
          "isARN", "Whether a text is an Amazon Resource Name.",
          examples: [
            #"isARN("arn:aws:s3:::bucket")"#: "true : bool",
            #"isARN("arn:aws:s3")"#: "false : bool",
            #"isARN("*")"#: "false : bool",
          ], related: ["arn"]),
        part("partition", "The partition of an ARN, such as `aws` or `aws-cn`.", "aws"),
        part("service", "The service of an ARN, such as `imagebuilder`.", "imagebuilder"),
        part("region", "The region of an ARN; empty for a global service.", "eu-west-1"),
        part("account", "The account of an ARN; empty where names need none.", "123456789012"),
        part("resource", "All of an ARN after the account.", "image-recipe/base/1.0.0"),
        LanguageEntry(
          "path.within", "Whether an absolute path is a folder or stands inside it.",
          notes: [
            "Part by part, with `.` and `..` resolved; no file is looked at. A relative path is within "
              + "nothing."
          ],
          examples: [
            #"path.within("/var/log/app.log", "/var/log")"#: "true : bool",
            #"path.within("/var/logs", "/var/log")"#: "false : bool",
            #"path.within("/var/log/../lib", "/var/log")"#: "false : bool",
            #"path.within("log", "/")"#: "false : bool",
          ], related: ["startsWith"]),
      ])
  }

  private static func part(_ name: String, _ summary: String, _ result: String) -> LanguageEntry {
    let full = "arn:aws:imagebuilder:eu-west-1:123456789012:image-recipe/base/1.0.0"
    return LanguageEntry(
      name, summary, examples: ["arn(\"\(full)\").\(name)()": "\"\(result)\" : string"],
      related: ["arn"])
  }

  static var encodings: LanguageGroup {
    LanguageGroup(
      "Encodings",
      "Base 64 of RFC 4648, with the standard alphabet.",
      [
        LanguageEntry(
          "base64.encode", "The text of bytes, padded.",
          examples: [#"base64.encode(b"hi")"#: #""aGk=" : string"#], related: ["bytes"]),
        LanguageEntry(
          "base64.decode", "The bytes that a text stands for.",
          notes: [
            "Padding may be left out and line ends do not count; anything else that is no base 64 is an error."
          ],
          examples: [
            #"string(base64.decode("aGk="))"#: #""hi" : string"#,
            #"string(base64.decode("aGk"))"#: #""hi" : string"#,
            #"base64.decode("?")"#: "error: `?` is not base 64",
          ], related: ["string"]),
      ])
  }
}
