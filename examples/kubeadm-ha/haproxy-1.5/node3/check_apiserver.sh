#!/bin/bash
# Stops keepalived when haproxy is gone and does not come back.
if [ "$(ps -C haproxy --no-header | wc -l)" -eq 0 ]; then
    systemctl start haproxy
    sleep 3
    if [ "$(ps -C haproxy --no-header | wc -l)" -eq 0 ]; then
        systemctl stop keepalived
    fi
fi
