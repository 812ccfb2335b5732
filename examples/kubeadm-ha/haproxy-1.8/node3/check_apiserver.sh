#!/bin/bash
# Asks the API server of this node; its answer is not looked at.
curl --silent --max-time 2 --insecure https://localhost:6443/ -o /dev/null || exit 1
