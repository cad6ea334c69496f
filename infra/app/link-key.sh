#!/usr/bin/env bash
# Run by vault.bicep in Azure. Makes the link key if there is none; prints nothing of it.
set -euo pipefail

name=links-key

# A role granted seconds ago may not work yet. Listing tells "no right yet" from "no such secret", which asking for
# the secret itself does not.
for _ in $(seq 1 40); do
    if found=$(az keyvault secret list --vault-name "$VAULT" --query "[?name=='$name'] | length(@)" -o tsv); then
        break
    fi
    found=
    sleep 15
done

case $found in
    1)
        echo 'the link key is there'
        ;;
    0)
        umask 077
        head -c 32 /dev/urandom | base64 -w 0 >key
        az keyvault secret set --vault-name "$VAULT" --name "$name" --file key --encoding utf-8 --output none
        rm key
        echo 'the link key is made'
        ;;
    *)
        echo "the vault $VAULT cannot be read" >&2
        exit 1
        ;;
esac
