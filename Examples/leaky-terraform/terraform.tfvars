api_token = "not-a-real-token-4711"
