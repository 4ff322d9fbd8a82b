extension Content {
  /// ① administrator, ② not action, ④ misspelt, ⑤ service, ⑥ trust, ⑦ managed policy.
  ///
  /// In a plan a policy is a text on one line, so all its marks are there.
  static let identity = Content(
    "policies and a role",
    yaml: """
      Resources:
        Policy:
          Type: AWS::IAM::ManagedPolicy
          Properties:
            ManagedPolicyName: build
            PolicyDocument:
              Version: 2012-10-17
              Statement:
                - {Sid: A, Effect: Allow, Action: "⟦s3:GetObject¦①*⟧",
                    Resource: "⟦arn:aws:s3:::logs/*¦*⟧"}
                - {Sid: B, Effect: Allow, ⟦¦②Not⟧Action: sqs:SendMessage,
                    Resource: "arn:aws:sqs:eu-west-1:111122223333:builds"}
                - {Sid: C, Effect: Allow, Action: iam:PassRole,
                    Resource: "⟦arn:aws:iam::111122223333:role/builder¦*⟧"}
                - {Sid: D, Effect: Allow, Action: "⟦ec2:RunInstances¦④ec2: RunInstances⟧",
                    Resource: "arn:aws:ec2:eu-west-1:111122223333:instance/*"}
                - {Sid: E, Effect: Allow, Action: "⟦logs:PutLogEvents¦⑤logs:*⟧", Resource: "*"}
        Role:
          Type: AWS::IAM::Role
          Properties:
            RoleName: builder
            ManagedPolicyArns:
              - arn:aws:iam::aws:policy/⟦AmazonSSMManagedInstanceCore¦⑦AdministratorAccess⟧
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Action: sts:AssumeRole
                  Principal: ⟦{Service: ec2.amazonaws.com}¦⑥{AWS: "*"}⟧
      """,
    json: """
      {"Resources": {
        "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
          "ManagedPolicyName": "build", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
          {"Sid": "A", "Effect": "Allow", "Action": "⟦s3:GetObject¦①*⟧",
            "Resource": "⟦arn:aws:s3:::logs/*¦*⟧"},
          {"Sid": "B", "Effect": "Allow", "⟦¦②Not⟧Action": "sqs:SendMessage",
            "Resource": "arn:aws:sqs:eu-west-1:111122223333:builds"},
          {"Sid": "C", "Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "⟦arn:aws:iam::111122223333:role/builder¦*⟧"},
          {"Sid": "D", "Effect": "Allow", "Action": "⟦ec2:RunInstances¦④ec2: RunInstances⟧",
            "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*"},
          {"Sid": "E", "Effect": "Allow", "Action": "⟦logs:PutLogEvents¦⑤logs:*⟧", "Resource": "*"}
        ]}}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {
          "RoleName": "builder", "ManagedPolicyArns": [
            "arn:aws:iam::aws:policy/⟦AmazonSSMManagedInstanceCore¦⑦AdministratorAccess⟧"],
          "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": ⟦{"Service": "ec2.amazonaws.com"}¦⑥{"AWS": "*"}⟧}]}}}
      }}
      """,
    plan: plan(
      created(
        "aws_iam_policy",
        after: #"""
          {"name": "build", "path": "/", "description": null,
          "policy": ⟦¦①②④⑤⟧"{\"Version\":\"2012-10-17\",\"Statement\":\#
          [{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":\"⟦s3:GetObject¦*⟧\",\#
          \"Resource\":\"⟦arn:aws:s3:::logs/*¦*⟧\"},\#
          {\"Sid\":\"B\",\"Effect\":\"Allow\",\"⟦¦Not⟧Action\":\"sqs:SendMessage\",\#
          \"Resource\":\"arn:aws:sqs:eu-west-1:111122223333:builds\"},\#
          {\"Sid\":\"C\",\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\#
          \"Resource\":\"⟦arn:aws:iam::111122223333:role/builder¦*⟧\"},\#
          {\"Sid\":\"D\",\"Effect\":\"Allow\",\"Action\":\"⟦ec2:RunInstances¦ec2: RunInstances⟧\",\#
          \"Resource\":\"arn:aws:ec2:eu-west-1:111122223333:instance/*\"},\#
          {\"Sid\":\"E\",\"Effect\":\"Allow\",\"Action\":\"⟦logs:PutLogEvents¦logs:*⟧\",\#
          \"Resource\":\"*\"}]}"}
          """#, unknown: #"{"arn": true, "id": true, "policy_id": true}"#),
      created(
        "aws_iam_role",
        after: #"""
          {"name": "builder", "path": "/", "permissions_boundary": null, "inline_policy": [],
          "managed_policy_arns": [
            "arn:aws:iam::aws:policy/⟦AmazonSSMManagedInstanceCore¦⑦AdministratorAccess⟧"],
          "assume_role_policy": ⟦¦⑥⟧"{\"Version\":\"2012-10-17\",\"Statement\":\#
          [{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\#
          \"Principal\":⟦{\"Service\":\"ec2.amazonaws.com\"}¦{\"AWS\":\"*\"}⟧}]}"}
          """#, unknown: #"{"arn": true, "id": true, "unique_id": true}"#)),
    api: [
      "details.json": """
      {"Policies": [{"PolicyName": "build", "Arn": "arn:aws:iam::111122223333:policy/build",
        "Path": "/", "DefaultVersionId": "v1", "PolicyVersionList": [{"VersionId": "v1",
        "IsDefaultVersion": true, "Document": {"Version": "2012-10-17", "Statement": [
        {"Sid": "A", "Effect": "Allow", "Action": "⟦s3:GetObject¦①*⟧",
          "Resource": "⟦arn:aws:s3:::logs/*¦*⟧"},
        {"Sid": "B", "Effect": "Allow", "⟦¦②Not⟧Action": "sqs:SendMessage",
          "Resource": "arn:aws:sqs:eu-west-1:111122223333:builds"},
        {"Sid": "C", "Effect": "Allow", "Action": "iam:PassRole",
          "Resource": "⟦arn:aws:iam::111122223333:role/builder¦*⟧"},
        {"Sid": "D", "Effect": "Allow", "Action": "⟦ec2:RunInstances¦④ec2: RunInstances⟧",
          "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*"},
        {"Sid": "E", "Effect": "Allow", "Action": "⟦logs:PutLogEvents¦⑤logs:*⟧", "Resource": "*"}
      ]}}]}],
      "RoleDetailList": [{"RoleName": "builder", "Path": "/",
        "Arn": "arn:aws:iam::111122223333:role/builder", "RolePolicyList": [],
        "AttachedManagedPolicies": [
          {"PolicyName": "⟦AmazonSSMManagedInstanceCore¦AdministratorAccess⟧", "PolicyArn":
          "arn:aws:iam::aws:policy/⟦AmazonSSMManagedInstanceCore¦⑦AdministratorAccess⟧"}],
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": ⟦{"Service": "ec2.amazonaws.com"}¦⑥{"AWS": "*"}⟧}]}}]
      }
      """
    ])
}
