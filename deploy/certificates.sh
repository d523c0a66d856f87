#!/bin/sh
# Makes an authority and a certificate for each KurrentDB node in ./certificates (or $1), with openssl. Keeps what is there:
# delete a node's folder and run it again to renew its certificate. ca/ is mounted into containers; the authority's key is not in it.
set -eu
umask 077
cd "$(dirname "$0")"
folder=${1:-certificates}
authority_days=1825
node_days=825

mkdir -p "$folder/ca" "$folder/authority"
if [ ! -f "$folder/authority/ca.key" ]; then
  openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days "$authority_days" -subj '/CN=Tabularium event store authority' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$folder/authority/ca.key" -out "$folder/ca/ca.crt" 2>/dev/null
fi

for n in 1 2 3; do
  node="$folder/kurrentdb-$n"
  [ -f "$node/node.crt" ] && continue
  mkdir -p "$node"
  # All nodes have this common name: it is how they recognise each other.
  openssl req -newkey rsa:2048 -nodes -sha256 -subj '/CN=eventstoredb-node' \
    -keyout "$node/node.key" -out "$node/node.csr" 2>/dev/null
  printf '%s\n' \
    "subjectAltName=DNS:kurrentdb-$n,DNS:localhost,IP:127.0.0.1,IP:172.30.240.1$n" \
    'basicConstraints=critical,CA:FALSE' \
    'keyUsage=critical,digitalSignature,keyEncipherment' \
    'extendedKeyUsage=serverAuth,clientAuth' >"$node/node.ext"
  openssl x509 -req -sha256 -days "$node_days" -in "$node/node.csr" -extfile "$node/node.ext" \
    -CA "$folder/ca/ca.crt" -CAkey "$folder/authority/ca.key" -CAcreateserial -CAserial "$folder/authority/ca.srl" \
    -out "$node/node.crt" 2>/dev/null
  rm "$node/node.csr" "$node/node.ext"
done

chmod 755 "$folder" "$folder/ca" && chmod 644 "$folder/ca/ca.crt"
echo "Certificates are in $folder. The nodes run as user 1000: chown -R 1000 $folder/kurrentdb-? if you are another."
