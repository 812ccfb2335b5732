// Names of message digests as OpenSSL's EVP_get_digestbyname() knows them, those of older and optional builds included.

const names: ReadonlySet<string> = new Set(
  (
    'md2 md4 md5 ssl3-md5 md5-sha1 mdc2 md_gost94 gost-mac gost-mac-12 sha sha1 ssl3-sha1 dss1 dss dsa dsa-sha dsa-sha1 ecdsa-with-sha1 rmd160 ripemd ripemd160 whirlpool sm3 null ' +
    'sha224 sha256 sha384 sha512 sha512-224 sha512-256 sha3-224 sha3-256 sha3-384 sha3-512 shake128 shake256 blake2b512 blake2s256 blake2b-512 blake2s-256 ' +
    'sha-1 sha-224 sha-256 sha-384 sha-512 sha2-224 sha2-256 sha2-384 sha2-512 sha2-512/224 sha2-512/256 sha512/224 sha512/256 keccak-kmac-128 keccak-kmac-256'
  ).split(' '),
);

/** Whether some OpenSSL has a digest of that name. Names with the key's algorithm before or behind are let pass. */
export function isDigest(name: string): boolean {
  const lower = name.toLowerCase();
  return names.has(lower) || /^(rsa-|id-|ecdsa-with-|dsa-with-|dsa_with_|md_gost|streebog|[\d.]+$)|withrsaencryption$/.test(lower);
}
