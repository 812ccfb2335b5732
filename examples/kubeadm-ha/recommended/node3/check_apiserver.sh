#!/bin/sh
# Run by keepalived (vrrp_script check_apiserver): this node is fit to hold the address
# while an API server answers 200 through the HAProxy on this node.
exec curl --fail --silent --show-error --insecure --max-time 2 --output /dev/null "https://localhost:5443/healthz"
