package emulator

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"strings"
)

// cipherPrefix marks encrypted values (observed.md 8.1).
const cipherPrefix = "e:AES:"

func newKey() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	return key
}

func (s *Store) aead() cipher.AEAD {
	block, err := aes.NewCipher(s.key)
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// Encrypt returns a salted ciphertext of clear text: another one each time. Ciphertext and "" stay as they are.
func (s *Store) Encrypt(value string) string {
	if value == "" || strings.HasPrefix(value, cipherPrefix) {
		return value
	}
	aead := s.aead()
	nonce := make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce)
	return cipherPrefix + base64.StdEncoding.EncodeToString(aead.Seal(nonce, nonce, []byte(value), nil))
}

// Decrypt returns the clear text; a ciphertext of another instance is refused (ERR_SECURITY_DECRYPTION_FAILED).
func (s *Store) Decrypt(value string) (string, error) {
	text, ok := strings.CutPrefix(value, cipherPrefix)
	if !ok {
		return value, nil
	}
	aead := s.aead()
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err == nil && len(sealed) > aead.NonceSize() {
		var plain []byte
		plain, err = aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], nil)
		if err == nil {
			return string(plain), nil
		}
	}
	return "", Coded("ERR_SECURITY_DECRYPTION_FAILED", "Decryption failed: Invalid HMAC")
}

// EncryptMembers encrypts, in place and at any depth, the string members that secret names.
// Items {name, value, secret: true} count as secret whatever their name.
func (s *Store) EncryptMembers(value any, secret func(member string) bool) {
	s.walkSecrets(value, secret, func(text string) (string, error) { return s.Encrypt(text), nil })
}

// DecryptMembers returns a copy of value with every ciphertext in clear.
func (s *Store) DecryptMembers(value any) (any, error) {
	opened := Clone(value)
	var failed error
	s.walkSecrets(opened, func(string) bool { return true }, func(text string) (string, error) {
		plain, err := s.Decrypt(text)
		if err != nil {
			failed = err
		}
		return plain, err
	})
	return opened, failed
}

func (s *Store) walkSecrets(value any, secret func(string) bool, change func(string) (string, error)) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			s.walkSecrets(item, secret, change)
		}
	case Document:
		flagged := v["secret"] == true
		for member, inner := range v {
			text, isText := inner.(string)
			if !isText {
				s.walkSecrets(inner, secret, change)
				continue
			}
			if secret(member) || flagged && member == "value" {
				if changed, err := change(text); err == nil {
					v[member] = changed
				}
			}
		}
	}
}
