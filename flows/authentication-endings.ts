/** What the authentication flow says before it hangs up, by block. */
export const ENDINGS = {
  'Not enrolled':
    'This line is for registered administrators. Please call back from your designated phone. Goodbye.',
  'Not a mobile':
    'The administrator phone number that is configured is not a mobile phone. Please have it corrected and try again. Goodbye.',
  'Lookup failed':
    'We could not verify that your number is a mobile phone, so no PIN was sent. Nothing was changed. Please call again in a few minutes. Goodbye.',
  'Carrier changed':
    'Your mobile number has moved to another carrier since it was registered. Please have it registered again. Goodbye.',
  Throttled: 'Too many PINs were requested. Please call again in $.External.waitTime. Goodbye.',
  'No more PINs': 'No more PINs can be sent during this call. Please call again later. Goodbye.',
  Blocked: 'Your access is blocked after too many wrong entries. Please ask for it to be unblocked. Goodbye.',
  'Send failed':
    'We could not send the PIN to your mobile phone. Nothing was changed. Please call again. Goodbye.',
  Exhausted: 'That is incorrect, and you have no attempts left. Nothing was changed. Goodbye.',
  'Code blocked':
    'That is incorrect. After many wrong entries a code alone is no longer enough. Please call again; a PIN will be needed as well. Goodbye.',
  'Code accepted':
    'Your code is correct. Because of many wrong entries, a PIN is needed as well, and this call has no attempts left. Please call again. Goodbye.',
  'No PIN': 'No PIN or code was entered in time. Nothing was changed. Goodbye.',
  'Newer version':
    'This line is being updated and cannot do this right now. Nothing was changed. Please call again in a few minutes. Goodbye.',
  Failed: 'We are sorry, something went wrong on our side. Nothing was changed. Please call again. Goodbye.',
} as const;
