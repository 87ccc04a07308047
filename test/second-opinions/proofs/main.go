// Checks the log's checkpoints and inclusion proofs by other people's libraries: one case a line of standard input, as
// JSON; one line of standard output for each, a JSON string: "holds", or why not.
package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/formats/proof"
	merkle "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
)

// One case: a key as it is published, and either a checkpoint alone, or a C2SP tlog-proof and the event's canonical JSON.
type testCase struct{ Vkey, Checkpoint, Proof, Body string }

func check(c testCase) error {
	key, err := note.NewVerifier(c.Vkey)
	if err != nil {
		return err
	}
	if c.Proof == "" {
		_, _, _, err := log.ParseCheckpoint([]byte(c.Checkpoint), key.Name(), key)
		return err
	}
	var given proof.TLogProof
	if err := given.Unmarshal([]byte(c.Proof)); err != nil {
		return err
	}
	tree, _, _, err := log.ParseCheckpoint(given.Checkpoint, key.Name(), key)
	if err != nil {
		return err
	}
	hashes := make([][]byte, len(given.Hashes))
	for i := range given.Hashes {
		hashes[i] = given.Hashes[i][:]
	}
	leaf := rfc6962.DefaultHasher.HashLeaf([]byte(c.Body))
	return merkle.VerifyInclusion(rfc6962.DefaultHasher, given.Index, tree.Size, leaf, hashes, tree.Hash)
}

func main() {
	cases, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var c testCase
		if err := cases.Decode(&c); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			panic(err)
		}
		answer := "holds"
		if err := check(c); err != nil {
			answer = err.Error()
		}
		if err := answers.Encode(answer); err != nil {
			panic(err)
		}
	}
}
